#include "report/xml.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "report/words.h"

/* A line break in an attribute would be read as a blank if it were not a reference. */
static const char *reference_for(uint32_t code_point, bool in_attribute)
{
    switch (code_point) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return in_attribute ? "&#10;" : "\n";
    case '\t': return in_attribute ? "&#9;" : "\t";
    default: return NULL;
    }
}

static bool is_noncharacter(uint32_t code_point)
{
    return code_point == 0xfffe || code_point == 0xffff;
}

static void add_escaped(struct buf *out, const char *text, bool in_attribute)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        const char *reference = reference_for(code_point, in_attribute);
        bool is_shown = !utf8_is_control(code_point) && !is_noncharacter(code_point);
        if (reference)
            buf_add_text(out, reference);
        else
            utf8_add(out, is_shown ? code_point : UTF8_REPLACEMENT);
    }
}

void xml_add_text(struct buf *out, const char *text)
{
    add_escaped(out, text, false);
}

void xml_add_attribute(struct buf *out, const char *name, const char *text, size_t most)
{
    if (!text)
        return;
    struct buf cut = {0};
    words_add_cut(&cut, text, most);
    buf_printf(out, " %s=\"", name);
    add_escaped(out, buf_text(&cut), true);
    buf_add_char(out, '"');
    buf_free(&cut);
}
