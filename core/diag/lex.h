/* Lua's tokens, as far as finding places in a text needs them.
 *
 * Any bytes will do: what Lua would refuse becomes some token too, each at least one byte long. A
 * text is read in time linear in its length. */
#ifndef LUNETTE_DIAG_LEX_H
#define LUNETTE_DIAG_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum lex_kind {
    LEX_END,    /* of the text; start and end are its length */
    LEX_NAME,   /* keywords too */
    LEX_STRING, /* short or long, with its quotes; ends with its line or the text if not closed */
    LEX_NUMBER,
    LEX_SYMBOL, /* one byte, or one of == ~= <= >= */
};

struct lex_token {
    enum lex_kind kind;
    size_t start, end; /* offsets into the text; end is the first byte behind */
};

/* A place in a text. Set all three by hand, `at` to where to begin; a copy is a bookmark. */
struct lex {
    const char *text;
    size_t length;
    size_t at;
};

/* The next token behind blanks and comments. */
struct lex_token lex_next(struct lex *lex);

/* Like lex_next, but stays where it is. */
struct lex_token lex_peek(const struct lex *lex);

/* Whether the token is exactly this one character. */
bool lex_is_symbol(const struct lex *lex, struct lex_token token, char symbol);

/* Whether the token's bytes are these. */
bool lex_is_text(const struct lex *lex, struct lex_token token, const char *text);

/* What a string stands for, within the text; NULL when it cannot be told without unescaping, or
 * the token is no complete string. */
const char *lex_string(const struct lex *lex, struct lex_token token, size_t *length);

/* +1 for a token that opens a bracket or a block (`function`, `if`, `do`, `repeat`), -1 for one
 * that closes one, else 0. `for` and `while` have their `do`. */
int lex_nesting(const struct lex *lex, struct lex_token token);

/* The next token that opens or closes a bracket or a block, or separates entries: `,` or `;`. `*nesting` as lex_nesting
 * says, 0 of a separator. Several times as fast as token by token. */
struct lex_token lex_next_mark(struct lex *lex, int *nesting);

/* Behind an opening brace or a separator: the key of an entry, `name =` or `["name"] =`, as the name or the string, and
 * goes on behind the equals sign. LEX_END where none stands there; then it stays where it is. */
struct lex_token lex_take_key(struct lex *lex);

/* Goes on behind the token that closes what the last token opened, or to the end of the text. Several times as
 * fast as token by token. */
void lex_skip_nested(struct lex *lex);

#endif
