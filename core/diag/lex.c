#include "diag/lex.h"

#include <string.h>

/* What each byte may be part of. A table, for this is asked of every byte that is read. */
enum {
    BLANK = 1,
    LETTER = 2,
    DIGIT = 4,
    NAME = LETTER | DIGIT,
    STRING_END = 8,
    WORD = 16, /* what a word that opens or closes a block begins with */
    OPENING = 32,
    CLOSING = 64,
};

#define B BLANK
#define E (BLANK | STRING_END)
#define D DIGIT
#define L LETTER
#define W (LETTER | WORD)
#define S STRING_END
#define O OPENING
#define C CLOSING
static const unsigned char classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, E, B, B, E, 0, 0, /* \t \n \v \f \r */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* */
    B, 0, S, 0, 0, 0, 0, S, O, C, 0, 0, 0, 0, 0, 0, /* blank " ' ( ) */
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* 0 to 9 */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* A to O */
    L, L, L, L, L, L, L, L, L, L, L, O, S, C, 0, L, /* P to Z [ \ ] _ */
    0, L, L, L, W, W, W, L, L, W, L, L, L, L, L, L, /* a to o */
    L, L, W, L, L, W, L, L, L, L, L, O, 0, C, 0, 0, /* p to z { } */
};
#undef B
#undef E
#undef D
#undef L
#undef W
#undef S
#undef O
#undef C

static bool is_of(char c, unsigned class)
{
    return (classes[(unsigned char)c] & class) != 0;
}

/* The first offset from here on whose byte is not of the class. */
static size_t skip_class(const struct lex *lex, size_t at, unsigned class)
{
    while (at < lex->length && is_of(lex->text[at], class))
        at++;
    return at;
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
        return skip_class(lex, at + 2, BLANK);
    if (escaped == '\r' && byte_at(lex, at + 2) == '\n')
        return at + 3;
    return at + 2 < lex->length ? at + 2 : lex->length;
}

static size_t skip_short(const struct lex *lex, size_t at)
{
    char quote = lex->text[at++];
    for (;; at++) {
        while (at < lex->length && !is_of(lex->text[at], STRING_END))
            at++;
        char end = byte_at(lex, at);
        if (end == quote)
            return at + 1;
        if (end == '\\')
            at = skip_escape(lex, at) - 1;
        else if (at >= lex->length || end == '\n' || end == '\r')
            return at;
    }
}

static size_t skip_comment(const struct lex *lex, size_t at)
{
    size_t width = long_opening(lex, at + 2);
    return width > 0 ? skip_long(lex, at + 2, width) : find_char(lex, at, '\n');
}

static size_t skip_unseen(const struct lex *lex, size_t at)
{
    for (;;) {
        at = skip_class(lex, at, BLANK);
        if (byte_at(lex, at) != '-' || byte_at(lex, at + 1) != '-')
            return at;
        at = skip_comment(lex, at);
    }
}

static bool is_exponent_sign(const struct lex *lex, size_t at)
{
    char sign = lex->text[at], before = (char)(lex->text[at - 1] | 0x20);
    return (sign == '+' || sign == '-') && (before == 'e' || before == 'p');
}

static size_t skip_number(const struct lex *lex, size_t at)
{
    for (at++; at < lex->length; at++) {
        if (!is_of(lex->text[at], NAME) && lex->text[at] != '.' && !is_exponent_sign(lex, at))
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
    if (is_of(first, DIGIT) || (first == '.' && is_of(byte_at(lex, at + 1), DIGIT)))
        return (struct lex_token){LEX_NUMBER, at, skip_number(lex, at)};
    if (is_of(first, NAME))
        return (struct lex_token){LEX_NAME, at, skip_class(lex, at, NAME)};
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

/* The words that open and close blocks, all that begin with a letter of class WORD. */
static int nesting_of_word(const char *word, size_t length)
{
    static const struct {
        const char *word;
        size_t length;
        int nesting;
    } rows[] = {
        {"end", 3, -1}, {"function", 8, 1}, {"if", 2, 1},
        {"do", 2, 1},   {"repeat", 6, 1},   {"until", 5, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].length == length && memcmp(rows[i].word, word, length) == 0)
            return rows[i].nesting;
    return 0;
}

int lex_nesting(const struct lex *lex, struct lex_token token)
{
    const char *text = lex->text + token.start;
    if (token.kind == LEX_SYMBOL)
        return is_of(*text, OPENING) - is_of(*text, CLOSING);
    if (token.kind != LEX_NAME || !is_of(*text, WORD))
        return 0;
    return nesting_of_word(text, token.end - token.start);
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* Behind a run of text in which no bracket, block or entry begins or ends: `at` stands on its first byte. */
static size_t skip_plain(const struct lex *lex, size_t at)
{
    char first = lex->text[at];
    if (is_of(first, DIGIT))
        return skip_number(lex, at);
    if (is_quote(first))
        return skip_short(lex, at);
    if (first == '-' && byte_at(lex, at + 1) == '-')
        return skip_comment(lex, at);
    if (first == '[' && long_opening(lex, at))
        return skip_long(lex, at, long_opening(lex, at));
    return at;
}

static bool assigns(const struct lex *lex, size_t at)
{
    return byte_at(lex, at) == '=' && byte_at(lex, at + 1) != '=';
}

/* ["name"]; `at` stands on the bracket. */
static struct lex_token read_quoted_key(const struct lex *lex, size_t at, size_t *behind)
{
    struct lex ahead = {lex->text, lex->length, at + 1};
    struct lex_token key = lex_next(&ahead);
    if (key.kind != LEX_STRING || !lex_is_symbol(lex, lex_next(&ahead), ']'))
        key.kind = LEX_END;
    *behind = ahead.at;
    return key;
}

struct lex_token lex_take_key(struct lex *lex)
{
    size_t at = skip_unseen(lex, lex->at), behind = at;
    struct lex_token key = {LEX_END, at, at};
    if (at < lex->length && is_of(lex->text[at], LETTER))
        key = (struct lex_token){LEX_NAME, at, behind = skip_class(lex, at, NAME)};
    else if (byte_at(lex, at) == '[' && !long_opening(lex, at))
        key = read_quoted_key(lex, at, &behind);
    behind = skip_unseen(lex, behind);
    if (key.kind == LEX_END || !assigns(lex, behind))
        return (struct lex_token){LEX_END, at, at};
    lex->at = behind + 1;
    return key;
}

struct lex_token lex_next_mark(struct lex *lex, int *nesting)
{
    size_t at = lex->at;
    while (at < lex->length) {
        size_t start = at;
        char first = lex->text[at];
        if (is_of(first, BLANK)) {
            at = skip_class(lex, at, BLANK);
        } else if (is_of(first, LETTER)) {
            at = skip_class(lex, at, NAME);
            *nesting = is_of(first, WORD) ? nesting_of_word(lex->text + start, at - start) : 0;
            if (*nesting) {
                lex->at = at;
                return (struct lex_token){LEX_NAME, start, at};
            }
        } else if ((at = skip_plain(lex, start)) == start) {
            at++;
            *nesting = is_of(first, OPENING) - is_of(first, CLOSING);
            if (*nesting || first == ',' || first == ';') {
                lex->at = at;
                return (struct lex_token){LEX_SYMBOL, start, at};
            }
        }
    }
    lex->at = at;
    *nesting = 0;
    return (struct lex_token){LEX_END, at, at};
}

void lex_skip_nested(struct lex *lex)
{
    int nesting;
    for (int depth = 1; depth > 0 && lex_next_mark(lex, &nesting).kind != LEX_END;)
        depth += nesting;
}
