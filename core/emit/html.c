#include "emit/html.h"

#include <string.h>

#include "base/utf8.h"

static const char *entity_for(uint32_t code_point)
{
    switch (code_point) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_add_text(struct buf *out, const char *text)
{
    enum { REPLACEMENT = 0xFFFD };
    for (size_t at = 0, length = text ? strlen(text) : 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        const char *entity = entity_for(code_point);
        bool blank = code_point == '\n' || code_point == '\t';
        if (entity)
            buf_add_text(out, entity);
        else
            utf8_add(out, utf8_is_control(code_point) && !blank ? REPLACEMENT : code_point);
    }
}
