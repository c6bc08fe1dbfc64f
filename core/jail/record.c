#include "jail/record.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum {
    MOST_BYTES = 32 << 20, /* of a record: over 100,000 names of the greatest length */
    SUM = SHA256_TEXT - 1,
    BETWEEN = 2, /* blanks */
    NAME_MAX_BYTES = 255,
};

/* ---- files ---- */

/* Regular files only: a pipe would hang, a device might do anything. Returns -1 when it is none. */
static int open_regular(const char *path)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file >= 0 && (fstat(file, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(file);
        return -1;
    }
    return file;
}

/* False when it cannot be read. */
static bool sum_of_file(const char *path, char sum[SHA256_TEXT])
{
    char bytes[65536];
    struct sha256 hash;
    ssize_t length = -1;
    int file = open_regular(path);
    sha256_start(&hash);
    while (file >= 0 && (length = read(file, bytes, sizeof bytes)) > 0)
        sha256_add(&hash, bytes, (size_t)length);
    if (file >= 0)
        close(file);
    sha256_end(&hash, sum);
    return length == 0;
}

static void read_text(const char *path, struct buf *text)
{
    char bytes[65536];
    ssize_t length = 0;
    int file = open_regular(path);
    while (file >= 0 && text->length <= MOST_BYTES &&
           (length = read(file, bytes, sizeof bytes)) > 0)
        buf_add(text, bytes, (size_t)length);
    if (file >= 0)
        close(file);
    if (length < 0 || text->length > MOST_BYTES)
        buf_clear(text);
}

/* ---- lines ---- */

static int compare_lines(const void *a, const void *b)
{
    const struct record_line *first = a, *second = b;
    return strcmp(first->name, second->name);
}

void record_sort(struct record *record)
{
    if (record->count)
        qsort(record->lines, record->count, sizeof *record->lines, compare_lines);
}

static void add_line(struct record *record, const char *name, size_t name_length, const char *sum)
{
    if (record->count == record->capacity) {
        record->capacity = record->capacity ? 2 * record->capacity : 64;
        record->lines = mem_resize(record->lines, record->capacity * sizeof *record->lines);
    }
    char *copy = mem_alloc(name_length + 1);
    memcpy(copy, name, name_length);
    copy[name_length] = '\0';
    struct record_line *line = &record->lines[record->count++];
    *line = (struct record_line){.name = copy};
    memcpy(line->sum, sum, SUM);
}

static bool is_line(const char *line, size_t length)
{
    return length > SUM + BETWEEN && length <= SUM + BETWEEN + NAME_MAX_BYTES &&
           strspn(line, "0123456789abcdef") == SUM && line[SUM] == ' ' && line[SUM + 1] == ' ' &&
           !memchr(line, '\0', length);
}

/* Of a name that comes twice the first line counts; nothing is lost with the other, which this program did not
 * write. */
static void drop_repeated(struct record *record)
{
    size_t kept = 0;
    for (size_t i = 0; i < record->count; i++) {
        if (kept && strcmp(record->lines[kept - 1].name, record->lines[i].name) == 0)
            mem_free(record->lines[i].name);
        else
            record->lines[kept++] = record->lines[i];
    }
    record->count = kept;
}

void record_read(struct record *record, const char *path)
{
    struct buf text = {0};
    read_text(path, &text);
    const char *at = buf_text(&text), *end = at + text.length;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop ? stop : end) - at);
        if (is_line(at, length))
            add_line(record, at + SUM + BETWEEN, length - SUM - BETWEEN, at);
        at += length + 1;
    }
    buf_free(&text);
    record_sort(record);
    drop_repeated(record);
}

const struct record_line *record_find(const struct record *record, const char *name)
{
    const struct record_line wanted = {.name = (char *)(uintptr_t)name};
    return record->count
               ? bsearch(&wanted, record->lines, record->count, sizeof wanted, compare_lines)
               : NULL;
}

void record_add(struct record *record, const char *name, const char sum[SHA256_TEXT])
{
    add_line(record, name, strlen(name), sum);
}

void record_write(const struct record *record, struct buf *out)
{
    for (size_t i = 0; i < record->count; i++)
        buf_printf(out, "%s  %s\n", record->lines[i].sum, record->lines[i].name);
}

void record_free(struct record *record)
{
    for (size_t i = 0; i < record->count; i++)
        mem_free(record->lines[i].name);
    mem_free(record->lines);
    *record = (struct record){0};
}

enum record_state record_judge(const struct record *record, const char *path, const char *name,
                               const char sum[SHA256_TEXT])
{
    struct stat info;
    char found[SHA256_TEXT] = "";
    const struct record_line *line = record_find(record, name);
    if (lstat(path, &info) != 0)
        return RECORD_FREE;
    bool is_read = sum_of_file(path, found);
    if (is_read && strcmp(found, sum) == 0)
        return RECORD_SAME;
    if (!line)
        return RECORD_FOREIGN;
    return is_read && strcmp(found, line->sum) == 0 ? RECORD_OURS : RECORD_CHANGED;
}
