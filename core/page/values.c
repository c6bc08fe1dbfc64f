#include "page/values.h"

#include <string.h>

#include "base/utf8.h"

/* Whether a text may be shown as it is, as most may that are written in ASCII; `length` gets how long it is. */
static bool is_plain(const char *text, size_t *length)
{
    const char *at = text;
    while ((*at >= ' ' && *at <= '~') || *at == '\n' || *at == '\t')
        at++;
    *length = (size_t)(at - text);
    return !*at;
}

json_t *values_text(const char *text)
{
    struct buf clean = {0};
    size_t length;
    if (is_plain(text, &length))
        return json_stringn_nocheck(text, length);
    length += strlen(text + length);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        bool blank = code_point == '\n' || code_point == '\t';
        utf8_add(&clean, utf8_is_control(code_point) && !blank ? UTF8_REPLACEMENT : code_point);
    }
    json_t *value = json_string(buf_text(&clean));
    buf_free(&clean);
    return value;
}

void values_set_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, values_text(text));
}

void values_set_place(json_t *object, const struct lunette_model *model,
                      const struct lunette_item *item)
{
    while (item && !item->line)
        item = item->owner;
    if (!item || item->file >= model->files.count)
        return;
    values_set_text(object, "file", model->files.items[item->file]);
    json_object_set_new(object, "line", json_integer(item->line));
}

/* Outside of strings JSON has none of these characters, so each can be replaced where it stands. What jansson
 * passes here is short: most calls are for a word or a mark. */
static int add_inert(const char *bytes, size_t length, void *out)
{
    size_t inert = 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '<' && bytes[i] != '>' && bytes[i] != '&')
            continue;
        buf_add(out, bytes + inert, i - inert);
        buf_printf(out, "\\u%04x", (unsigned)bytes[i]);
        inert = i + 1;
    }
    buf_add(out, bytes + inert, length - inert);
    return 0;
}

void values_write_inert(const json_t *value, struct buf *out)
{
    json_dump_callback(value, add_inert, out, JSON_COMPACT | JSON_REAL_PRECISION(15));
}
