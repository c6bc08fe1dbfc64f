#include "report/markdown_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What means nothing within a line. A colon may begin an address, or the name of a picture, but not before a blank or
 * a number; an underscore may begin emphasis, but not within a word; ">" may end much, but not in an arrow. */
static bool is_plain(const char *text, size_t at, uint32_t c)
{
    char before = at ? text[at - 1] : ' ', next = text[at + 1];
    if (c == ':')
        return next == ' ' || next == '\0' || (next >= '0' && next <= '9');
    if (c == '_')
        return is_word(before) && is_word(next);
    if (c == '>')
        return at >= 2 && strncmp(text + at - 2, " -> ", 4) == 0;
    return c >= 0x80 || (c && (is_word((char)c) || strchr(" .,-+/;%?!='\"(){}", (int)c)));
}

/* All other punctuation is written as a reference, which Markdown never takes for markup. */
static void add_reference(struct buf *out, uint32_t c)
{
    if (c == '&' || c == '<' || c == '>')
        buf_add_text(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
    else
        buf_printf(out, "&#%u;", c);
}

/* Mentions, issues, bare addresses and GitLab's {+ insertions +} are looked for in the finished page, where references are
 * resolved: a character without width keeps them from being found. */
static bool is_trigger(const char *text, size_t at)
{
    bool is_host = at >= 3 && text[at] == '.' && strncmp(text + at - 3, "www", 3) == 0;
    bool is_change =
        (text[at] == '{' || text[at] == '[') && (text[at + 1] == '+' || text[at + 1] == '-');
    return text[at] == '@' || text[at] == '#' || is_host || is_change ||
           strncmp(text + at, "://", 3) == 0;
}

void markdown_add_text(struct buf *out, const char *text)
{
    for (size_t at = 0, length = text ? strlen(text) : 0; at < length;) {
        uint32_t c;
        bool triggers = is_trigger(text, at);
        size_t start = at;
        at += utf8_decode(text + at, length - at, &c);
        if (c == '\n' || c == '\t' || c == '\r')
            buf_add_char(out, ' ');
        else if (utf8_is_control(c))
            utf8_add(out, UTF8_REPLACEMENT);
        else if (is_plain(text, start, c))
            utf8_add(out, c);
        else
            add_reference(out, c);
        if (triggers)
            buf_add_text(out, "&#8203;");
    }
}

void markdown_add_name(struct buf *out, const char *text)
{
    buf_add_text(out, "<code>");
    markdown_add_text(out, text);
    buf_add_text(out, "</code>");
}

static size_t longest_run(const char *text, char c)
{
    size_t longest = 0, run = 0;
    for (; *text; text++) {
        run = *text == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void markdown_add_code(struct buf *out, const char *language, const char *text)
{
    enum { SHORTEST = 3 };
    size_t within = longest_run(text, '`'), length = strlen(text);
    size_t fence = within < SHORTEST ? SHORTEST : within + 1;
    buf_add_repeated(out, '`', fence);
    buf_printf(out, "%s\n", language);
    utf8_add_clean(out, text);
    if (length && text[length - 1] != '\n')
        buf_add_char(out, '\n');
    buf_add_repeated(out, '`', fence);
    buf_add_char(out, '\n');
}
