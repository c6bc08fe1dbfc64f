/* How a text is written: plain, as a block, or quoted. When in doubt, quoted. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "emit/yaml.h"

/* Words that one version or the other reads as a truth value, a null or a number; case apart. */
static const char *const reserved[] = {"y",  "n",   "yes",  "no",  "true", "false",
                                       "on", "off", "null", "nan", "inf"};

static bool is_reserved(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strlen(reserved[i]) == length && strncasecmp(text, reserved[i], length) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits_at(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

/* The length of the unit that the text begins with. Units none of whose letters could be an exponent, a
 * base or a digit. */
static size_t unit_at(const char *text, size_t length)
{
    static const char *const units[] = {"ns", "us", "ms", "Ki", "Mi", "Gi", "Ti",
                                        "s",  "m",  "h",  "d",  "w",  "%"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t wanted = strlen(units[i]);
        if (wanted <= length && memcmp(text, units[i], wanted) == 0)
            return wanted;
    }
    return 0;
}

/* "30s", "1h30m", "2.5ms", "25%", "512Mi": numbers, each with its unit. */
static bool is_quantity(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t whole = digits_at(text + at, length - at);
        at += whole;
        if (whole && at < length && text[at] == '.') {
            size_t decimals = digits_at(text + at + 1, length - at - 1);
            at += decimals ? decimals + 1 : 0;
        }
        size_t unit = unit_at(text + at, length - at);
        if (!whole || !unit)
            return false;
        at += unit;
    }
    return length > 0;
}

/* Printable ASCII, without what would begin a comment or make a key of it. */
static bool is_harmless(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i], next = i + 1 < length ? text[i + 1] : ' ';
        if (c < ' ' || c > '~' || (c == ':' && next == ' ') || (c == ' ' && next == '#'))
            return false;
    }
    return text[length - 1] != ' ';
}

/* "e1": some take what has an exponent for a number. */
static bool is_exponent(const char *text, size_t length)
{
    bool is_first = text[0] == 'e' || text[0] == 'E';
    for (size_t i = 1; i < length && is_first; i++)
        is_first = (text[i] >= '0' && text[i] <= '9') || strchr("+-_", text[i]);
    return is_first && length > 1;
}

bool yaml_is_plain(const char *text, size_t length)
{
    if (length && text[0] >= '0' && text[0] <= '9')
        return is_quantity(text, length);
    return length && (is_letter(text[0]) || strchr("/_(", text[0])) && is_harmless(text, length) &&
           !is_reserved(text, length) && !is_exponent(text, length);
}

bool yaml_is_quotable(const char *text, size_t length)
{
    bool wants = memchr(text, '"', length) || memchr(text, '\\', length);
    for (size_t i = 0; i < length && wants; i++)
        wants = text[i] >= ' ' && text[i] <= '~';
    return wants;
}

bool yaml_is_block(const char *text, size_t length)
{
    if (!length || text[0] == ' ' || text[0] == '\n' || !memchr(text, '\n', length))
        return false;
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        size_t step = utf8_decode(text + at, length - at, &code_point);
        bool ends_line = at + step == length || text[at + step] == '\n';
        if (code_point == ' ' ? ends_line : code_point != '\n' && utf8_is_control(code_point))
            return false;
        at += step;
    }
    return length < 2 || memcmp(text + length - 2, "\n\n", 2) != 0;
}
