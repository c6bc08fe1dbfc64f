#include "diag/lex.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The byte at an offset; NUL, which starts nothing, behind the end. */
static char byte_at(const struct lex *lex, size_t at)
{
    return at < lex->length ? lex->text[at] : '\0';
}

static size_t skip_char(const struct lex *lex, size_t at, char c)
{
    while (at < lex->length && lex->text[at] == c)
        at++;
    return at;
}

static size_t skip_blanks(const struct lex *lex, size_t at)
{
    while (at < lex->length && is_blank(lex->text[at]))
        at++;
    return at;
}

static size_t find_char(const struct lex *lex, size_t at, char c)
{
    const char *found = memchr(lex->text + at, c, lex->length - at);
    return found ? (size_t)(found - lex->text) : lex->length;
}

/* The width of a long bracket's opening (`[[` is 2, `[=[` is 3), or 0. */
static size_t long_opening(const struct lex *lex, size_t at)
{
    if (byte_at(lex, at) != '[')
        return 0;
    size_t second = skip_char(lex, at + 1, '=');
    return byte_at(lex, second) == '[' ? second + 1 - at : 0;
}

/* The offset behind the closing bracket as wide as the opening one. */
static size_t skip_long(const struct lex *lex, size_t at, size_t width)
{
    at = find_char(lex, at + width, ']');
    while (at < lex->length) {
        size_t second = skip_char(lex, at + 1, '=');
        if (byte_at(lex, second) == ']' && second + 1 - at == width)
            return second + 1;
        at = find_char(lex, second, ']');
    }
    return lex->length;
}

/* `at` stands on the backslash. Only what hides a quote or a line end matters. */
static size_t skip_escape(const struct lex *lex, size_t at)
{
    char escaped = byte_at(lex, at + 1);
    if (escaped == 'z')
        return skip_blanks(lex, at + 2);
    if (escaped == '\r' && byte_at(lex, at + 2) == '\n')
        return at + 3;
    return at + 2 < lex->length ? at + 2 : lex->length;
}

static size_t skip_short(const struct lex *lex, size_t at)
{
    char quote = lex->text[at++];
    while (at < lex->length && lex->text[at] != '\n' && lex->text[at] != '\r') {
        if (lex->text[at] == quote)
            return at + 1;
        at = lex->text[at] == '\\' ? skip_escape(lex, at) : at + 1;
    }
    return at;
}

static size_t skip_comment(const struct lex *lex, size_t at)
{
    size_t width = long_opening(lex, at + 2);
    return width > 0 ? skip_long(lex, at + 2, width) : find_char(lex, at, '\n');
}

static size_t skip_unseen(const struct lex *lex, size_t at)
{
    for (;;) {
        at = skip_blanks(lex, at);
        if (byte_at(lex, at) != '-' || byte_at(lex, at + 1) != '-')
            return at;
        at = skip_comment(lex, at);
    }
}

static size_t skip_name(const struct lex *lex, size_t at)
{
    while (at < lex->length && is_name(lex->text[at]))
        at++;
    return at;
}

static bool is_exponent_sign(const struct lex *lex, size_t at)
{
    char sign = lex->text[at], before = (char)(lex->text[at - 1] | 0x20);
    return (sign == '+' || sign == '-') && (before == 'e' || before == 'p');
}

static size_t skip_number(const struct lex *lex, size_t at)
{
    for (at++; at < lex->length; at++) {
        if (!is_name(lex->text[at]) && lex->text[at] != '.' && !is_exponent_sign(lex, at))
            break;
    }
    return at;
}

static size_t skip_symbol(const struct lex *lex, size_t at)
{
    bool may_take_equals = memchr("=~<>", lex->text[at], 4) != NULL;
    return at + (may_take_equals && byte_at(lex, at + 1) == '=' ? 2 : 1);
}

static struct lex_token read_token(const struct lex *lex, size_t at)
{
    char first = lex->text[at];
    size_t width = long_opening(lex, at);
    if (width > 0)
        return (struct lex_token){LEX_STRING, at, skip_long(lex, at, width)};
    if (first == '"' || first == '\'')
        return (struct lex_token){LEX_STRING, at, skip_short(lex, at)};
    if (is_digit(first) || (first == '.' && is_digit(byte_at(lex, at + 1))))
        return (struct lex_token){LEX_NUMBER, at, skip_number(lex, at)};
    if (is_name(first))
        return (struct lex_token){LEX_NAME, at, skip_name(lex, at)};
    return (struct lex_token){LEX_SYMBOL, at, skip_symbol(lex, at)};
}

struct lex_token lex_next(struct lex *lex)
{
    size_t at = skip_unseen(lex, lex->at);
    struct lex_token token = {LEX_END, lex->length, lex->length};
    if (at < lex->length)
        token = read_token(lex, at);
    lex->at = token.end;
    return token;
}

struct lex_token lex_peek(const struct lex *lex)
{
    struct lex copy = *lex;
    return lex_next(&copy);
}

bool lex_is_symbol(const struct lex *lex, struct lex_token token, char symbol)
{
    return token.kind == LEX_SYMBOL && token.end - token.start == 1 &&
           lex->text[token.start] == symbol;
}

bool lex_is_text(const struct lex *lex, struct lex_token token, const char *text)
{
    size_t length = token.end - token.start;
    return strlen(text) == length && memcmp(lex->text + token.start, text, length) == 0;
}

/* A long string's last bytes mirror its first ones, unless the text ended before it did. */
static bool is_closed(const struct lex *lex, struct lex_token token, size_t width)
{
    const char *first = lex->text + token.start, *last = lex->text + token.end - width;
    return token.end - token.start >= 2 * width && last[0] == ']' && last[width - 1] == ']' &&
           memcmp(first + 1, last + 1, width - 2) == 0;
}

/* Lua drops a line end right behind the opening bracket. */
static const char *long_string(const struct lex *lex, struct lex_token token, size_t width,
                               size_t *length)
{
    if (!is_closed(lex, token, width))
        return NULL;
    size_t start = token.start + width;
    if (lex->text[start] == '\r' && lex->text[start + 1] == '\n')
        start += 2;
    else if (lex->text[start] == '\n' || lex->text[start] == '\r')
        start++;
    *length = token.end - width - start;
    return lex->text + start;
}

const char *lex_string(const struct lex *lex, struct lex_token token, size_t *length)
{
    if (token.kind != LEX_STRING)
        return NULL;
    size_t width = long_opening(lex, token.start);
    if (width > 0)
        return long_string(lex, token, width, length);
    const char *text = lex->text + token.start + 1;
    size_t inside = token.end - token.start - 1;
    if (inside == 0 || text[inside - 1] != text[-1] || memchr(text, '\\', inside))
        return NULL;
    *length = inside - 1;
    return text;
}

static bool is_one_of(const struct lex *lex, struct lex_token token, const char *const *words)
{
    for (; *words; words++) {
        if (lex_is_text(lex, token, *words))
            return true;
    }
    return false;
}

int lex_nesting(const struct lex *lex, struct lex_token token)
{
    static const char *const openers[] = {"function", "if", "do", "repeat", NULL};
    static const char *const closers[] = {"end", "until", NULL};
    if (token.kind == LEX_SYMBOL) {
        char symbol = lex->text[token.start];
        return (memchr("([{", symbol, 3) != NULL) - (memchr(")]}", symbol, 3) != NULL);
    }
    if (token.kind != LEX_NAME)
        return 0;
    return is_one_of(lex, token, openers) - is_one_of(lex, token, closers);
}
