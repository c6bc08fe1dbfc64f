/* model/duplicate-field: of a key that a table constructor gives twice, Lua keeps the last value and says nothing. Only the
 * text knows. */
#include <string.h>

#include "base/mem.h"
#include "check/check.h"
#include "diag/lex.h"

/* Keys of a table that are compared with a new one: the latest. More are in tables that a program wrote. */
enum { KEYS_COMPARED = 256 };

struct key {
    const char *text;
    uint32_t length;
    uint32_t start; /* of its token */
};

/* An open bracket or block. */
struct frame {
    size_t first_key; /* among the keys of the scan */
    size_t start;     /* of its opening token */
    bool is_table;
};

struct scan {
    const struct check_run *run;
    const struct source_file *file;
    struct lex lex;
    struct frame *frames;
    size_t frame_count, frame_room;
    struct key *keys; /* of all open tables, the innermost last */
    size_t key_count, key_room;
};

static void push_frame(struct scan *scan, struct lex_token opening)
{
    if (scan->frame_count == scan->frame_room) {
        scan->frame_room = scan->frame_room ? scan->frame_room * 2 : 64;
        scan->frames = mem_resize(scan->frames, scan->frame_room * sizeof *scan->frames);
    }
    scan->frames[scan->frame_count++] =
        (struct frame){scan->key_count, opening.start, scan->file->text[opening.start] == '{'};
}

static void push_key(struct scan *scan, const struct key *key)
{
    if (scan->key_count == scan->key_room) {
        scan->key_room = scan->key_room ? scan->key_room * 2 : 256;
        scan->keys = mem_resize(scan->keys, scan->key_room * sizeof *scan->keys);
    }
    scan->keys[scan->key_count++] = *key;
}

static const struct key *find_key(const struct scan *scan, const struct key *key)
{
    size_t first = scan->frames[scan->frame_count - 1].first_key;
    if (scan->key_count - first > KEYS_COMPARED)
        first = scan->key_count - KEYS_COMPARED;
    for (size_t i = scan->key_count; i-- > first;)
        if (scan->keys[i].length == key->length &&
            memcmp(scan->keys[i].text, key->text, key->length) == 0)
            return &scan->keys[i];
    return NULL;
}

/* The name that stands in quotes before an opening brace: `service "x" {`; NULL: none. */
static const char *name_before(const struct scan *scan, size_t brace)
{
    const char *text = scan->file->text;
    size_t end = brace;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '('))
        end--;
    if (end < 2 || (text[end - 1] != '"' && text[end - 1] != '\''))
        return NULL;
    size_t start = end - 1;
    while (start > 0 && text[start - 1] != text[end - 1] && text[start - 1] != '\n')
        start--;
    return start > 0 && text[start - 1] == text[end - 1]
               ? arena_copy(scan->run->diag->arena, text + start, end - 1 - start)
               : NULL;
}

/* Of the nearest named constructor around; NULL: none. */
static const char *subject_of(const struct scan *scan)
{
    const char *name = NULL;
    for (size_t i = scan->frame_count; i-- > 0 && !name;)
        name = scan->frames[i].is_table ? name_before(scan, scan->frames[i].start) : NULL;
    return name;
}

static struct finding_place place_of(const struct scan *scan, const struct key *key)
{
    return (struct finding_place){scan->file->path, scan->file,
                                  locate_bytes(scan->file, key->start, key->start + key->length)};
}

static void report(const struct scan *scan, const struct key *lost, const struct key *kept)
{
    struct lunette_finding *finding = diag_report(
        scan->run->diag, "model/duplicate-field", LUNETTE_ERROR,
        (struct lunette_blame){.item = NULL},
        "'%.*s' is given twice in one table; Lua keeps the last, and what the first says is lost",
        (int)kept->length, kept->text);
    finding->place = place_of(scan, kept);
    finding->subject = subject_of(scan);
    finding_label(finding, "kept");
    finding_relate(finding, (struct lunette_blame){.item = NULL}, "lost");
    finding->related->place = place_of(scan, lost);
    finding_help(finding, "put what line %u says into this one, or remove it there",
                 (unsigned)finding->related->place.span.line);
}

static void take_key(struct scan *scan, const char *text, size_t length, size_t start)
{
    struct key key = {text, (uint32_t)length, (uint32_t)start};
    const struct key *twin = find_key(scan, &key);
    if (twin)
        report(scan, twin, &key);
    push_key(scan, &key);
}

/* Behind the opening brace or a separator. */
static void read_key(struct scan *scan)
{
    struct lex_token key = lex_take_key(&scan->lex);
    size_t length = key.end - key.start;
    const char *text = scan->file->text + key.start;
    if (key.kind == LEX_STRING)
        text = lex_string(&scan->lex, key, &length);
    if (key.kind != LEX_END && text)
        take_key(scan, text, length, (size_t)(text - scan->file->text));
}

static void take_mark(struct scan *scan, struct lex_token mark, int nesting)
{
    if (nesting > 0)
        push_frame(scan, mark);
    else if (nesting < 0 && scan->frame_count > 0)
        scan->key_count = scan->frames[--scan->frame_count].first_key;
    if (nesting >= 0 && scan->frame_count > 0 && scan->frames[scan->frame_count - 1].is_table)
        read_key(scan);
}

void check_report_twice(const struct check_run *run)
{
    struct scan scan = {.run = run};
    size_t count = run->model->files.count;
    if (check_severity(run, "model/duplicate-field", LUNETTE_ERROR) == LUNETTE_OFF)
        return;
    for (size_t i = 0; i < count && i < run->sources->count; i++) {
        scan.file = &run->sources->files[i];
        if (scan.file->length > CHECK_TWICE_BYTES)
            continue;
        scan.lex = (struct lex){scan.file->text, scan.file->length, 0};
        scan.frame_count = scan.key_count = 0;
        int nesting;
        for (struct lex_token mark; (mark = lex_next_mark(&scan.lex, &nesting)).kind != LEX_END;)
            take_mark(&scan, mark, nesting);
    }
    mem_free(scan.frames);
    mem_free(scan.keys);
}
