#include "base/utf8.h"

#include <string.h>

#include "base/buf.h"

struct range {
    uint32_t first, last;
};

/* The second byte decides between valid, overlong and surrogate: Unicode 15, table 3-7. */
static const struct lead {
    unsigned char first, last;
    unsigned char second_first, second_last;
    unsigned char length;
    unsigned char mask;
} leads[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2, 0x1f}, {0xe0, 0xe0, 0xa0, 0xbf, 3, 0x0f},
    {0xe1, 0xec, 0x80, 0xbf, 3, 0x0f}, {0xed, 0xed, 0x80, 0x9f, 3, 0x0f},
    {0xee, 0xef, 0x80, 0xbf, 3, 0x0f}, {0xf0, 0xf0, 0x90, 0xbf, 4, 0x07},
    {0xf1, 0xf3, 0x80, 0xbf, 4, 0x07}, {0xf4, 0xf4, 0x80, 0x8f, 4, 0x07},
};

static const struct range bidi_controls[] = {
    {0x061c, 0x061c},
    {0x200e, 0x200f},
    {0x202a, 0x202e},
    {0x2066, 0x2069},
};

static const struct range controls[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x061c, 0x061c}, {0x200b, 0x200f},
    {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < COUNT(leads); i++) {
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    }
    return NULL;
}

static bool is_continued(const struct lead *lead, const unsigned char *bytes, size_t length)
{
    if (length < lead->length || bytes[1] < lead->second_first || bytes[1] > lead->second_last)
        return false;
    for (size_t i = 2; i < lead->length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return false;
    }
    return true;
}

/* 0 when the bytes do not start with a valid code point. */
static size_t decode_valid(const unsigned char *bytes, size_t length, uint32_t *code_point)
{
    if (length == 0)
        return 0;
    if (bytes[0] < 0x80) {
        *code_point = bytes[0];
        return 1;
    }
    const struct lead *lead = find_lead(bytes[0]);
    if (!lead || !is_continued(lead, bytes, length))
        return 0;
    *code_point = bytes[0] & lead->mask;
    for (size_t i = 1; i < lead->length; i++)
        *code_point = *code_point << 6 | (bytes[i] & 0x3f);
    return lead->length;
}

size_t utf8_decode_further(const char *bytes, size_t length, uint32_t *code_point)
{
    size_t used = decode_valid((const unsigned char *)bytes, length, code_point);
    if (used > 0)
        return used;
    *code_point = UTF8_REPLACEMENT;
    return length > 0;
}

bool utf8_valid(const char *bytes, size_t length)
{
    uint32_t code_point;
    for (size_t at = 0; at < length;) {
        size_t used = decode_valid((const unsigned char *)bytes + at, length - at, &code_point);
        if (used == 0)
            return false;
        at += used;
    }
    return true;
}

size_t utf8_count(const char *bytes, size_t length)
{
    uint32_t code_point;
    size_t count = 0;
    for (size_t at = 0; at < length; count++)
        at += utf8_decode(bytes + at, length - at, &code_point);
    return count;
}

size_t utf8_cut(const char *text, size_t length, size_t max_code_points)
{
    uint32_t code_point;
    size_t at = 0;
    for (size_t count = 0; count < max_code_points && at < length; count++)
        at += utf8_decode(text + at, length - at, &code_point);
    return at;
}

void utf8_add(struct buf *buf, uint32_t code_point)
{
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        buf_add_char(buf, (char)code_point);
        return;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    char bytes[4];
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    bytes[0] = (char)(marks[length] | code_point);
    buf_add(buf, bytes, length);
}

static bool is_in(const struct range *ranges, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count; i++) {
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    }
    return false;
}

bool utf8_is_bidi_control(uint32_t code_point)
{
    return is_in(bidi_controls, COUNT(bidi_controls), code_point);
}

bool utf8_is_control(uint32_t code_point)
{
    return is_in(controls, COUNT(controls), code_point);
}

void utf8_add_clean(struct buf *buf, const char *text)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        utf8_add(buf, code_point);
    }
}
