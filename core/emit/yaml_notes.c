#include "emit/yaml_notes.h"

#include <string.h>
#include <yaml.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "emit/yaml.h"

/* libyaml writes no comments. What it wrote is read again: its scalars come in the order in which the tree has
 * them, each with its line. */
struct noting {
    const struct map *notes;
    size_t scalars; /* met so far */
    struct note {
        size_t scalar; /* of the document, from 0 */
        size_t line;
        const char *text;
    } * items;
    size_t count, capacity;
};

static void add_note(struct noting *noting, const char *text)
{
    if (noting->count == noting->capacity) {
        noting->capacity = noting->capacity ? 2 * noting->capacity : 16;
        noting->items = mem_resize(noting->items, noting->capacity * sizeof *noting->items);
    }
    noting->items[noting->count++] = (struct note){noting->scalars, 0, text};
}

static void find_notes(struct noting *noting, const struct tree *tree)
{
    bool is_list = tree->type == TREE_LIST, is_map = tree->type == TREE_MAP;
    for (size_t i = 0; is_list && i < tree->of.list.count; i++)
        find_notes(noting, &tree->of.list.items[i]);
    for (size_t i = 0; is_map && i < tree->of.map.count; i++) {
        noting->scalars++;
        find_notes(noting, &tree->of.map.entries[i].value);
    }
    if (is_list || is_map)
        return;
    const char *text = map_get(noting->notes, tree);
    if (text)
        add_note(noting, text);
    noting->scalars++;
}

/* ---- lines ---- */

static void add_comment(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    buf_add_text(out, "# ");
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        utf8_add(out, utf8_is_control(code_point) ? ' ' : code_point);
    }
}

static bool find_lines(struct noting *noting, const char *text, size_t length)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool well = yaml_parser_initialize(&parser), ended = false;
    if (!well)
        return false;
    yaml_parser_set_input_string(&parser, (const yaml_char_t *)text, length);
    size_t scalar = 0, at = 0;
    while (well && !ended && at < noting->count) {
        well = yaml_parser_parse(&parser, &event);
        if (!well)
            break;
        ended = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_SCALAR_EVENT && scalar++ == noting->items[at].scalar)
            noting->items[at++].line = event.start_mark.line;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return well;
}

static void add_lines(struct buf *out, const struct noting *noting, const struct buf *text)
{
    const char *line = buf_text(text), *end = line + text->length;
    for (size_t number = 0, at = 0; line < end; number++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        buf_add(out, line, (size_t)((stop ? stop : end) - line));
        for (; at < noting->count && noting->items[at].line == number; at++) {
            buf_add_char(out, ' ');
            add_comment(out, noting->items[at].text);
        }
        buf_add_char(out, '\n');
        line = stop ? stop + 1 : end;
    }
}

bool yaml_add_document_with_notes(struct buf *out, const struct tree *tree, const struct map *notes)
{
    const char *head = notes->count ? map_get(notes, tree) : NULL;
    struct noting noting = {.notes = notes};
    if (head) {
        add_comment(out, head);
        buf_add_char(out, '\n');
    }
    if (notes->count)
        find_notes(&noting, tree);
    if (!noting.count)
        return yaml_add_document(out, tree);
    struct buf text = {0};
    bool well = yaml_add_document(&text, tree) && find_lines(&noting, buf_text(&text), text.length);
    if (well)
        add_lines(out, &noting, &text);
    buf_free(&text);
    mem_free(noting.items);
    return well;
}
