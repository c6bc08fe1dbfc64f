#include "report/value.h"

#include "base/utf8.h"
#include "report/words.h"

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

json_t *value_text_cut(const char *text, size_t most)
{
    struct buf cut = {0};
    words_add_cut(&cut, text, most);
    json_t *value = value_text(buf_text(&cut));
    buf_free(&cut);
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

void value_write(struct buf *out, json_t *value)
{
    json_dump_callback(value, add_bytes, out, JSON_INDENT(1));
    buf_add_char(out, '\n');
    json_decref(value);
}
