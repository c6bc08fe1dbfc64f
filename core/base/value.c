#include "base/value.h"

#include "base/utf8.h"

json_t *value_text(const char *text)
{
    json_t *value = json_string(text);
    if (value)
        return value;
    struct buf clean = {0};
    utf8_add_clean(&clean, text);
    value = json_string(buf_text(&clean));
    buf_free(&clean);
    return value;
}

void value_set_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, value_text(text));
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
    buf_add(out, bytes, length);
    return 0;
}

void value_add(struct buf *out, json_t *value, size_t flags)
{
    json_dump_callback(value, add_bytes, out, flags);
    json_decref(value);
}

void value_add_document(struct buf *out, json_t *value)
{
    value_add(out, value, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
    buf_add_char(out, '\n');
}
