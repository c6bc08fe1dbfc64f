#include "diag/locate.h"

#include <string.h>

#include "base/utf8.h"
#include "diag/lex.h"

#define NOWHERE SIZE_MAX

/* A call such as `sync "b" { … }` or `sync("b", { … })`. */
struct call {
    size_t start, end; /* the name of the function and the first argument */
    size_t table;      /* the opening brace of its fields, or NOWHERE */
};

/* One entry of a table constructor. */
struct entry {
    bool keyed;
    const char *key; /* NULL when there is none or it is no literal string */
    size_t key_length;
    size_t key_start, key_end;
    size_t start, end; /* of the value, first to last token */
};

static struct lex lex_at(const struct source_file *file, size_t at)
{
    return (struct lex){file->text, file->length, at};
}

static size_t line_end(const struct source_file *file, size_t at)
{
    const char *newline = memchr(file->text + at, '\n', file->length - at);
    return newline ? (size_t)(newline - file->text) : file->length;
}

/* Where the line starts, or NOWHERE. */
static size_t line_start(const struct source_file *file, int64_t line)
{
    size_t start;
    bool known = line >= 1 && line <= UINT32_MAX && source_line_start(file, (uint32_t)line, &start);
    return known ? start : NOWHERE;
}

/* ---- spans ---- */

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static uint32_t column_of(const struct source_file *file, size_t at)
{
    size_t first = line_start(file, source_line_of(file, at));
    return (uint32_t)utf8_count(file->text + first, at - first) + 1;
}

struct source_span locate_bytes(const struct source_file *file, size_t start, size_t end)
{
    uint32_t line = source_line_of(file, start);
    size_t first = line_start(file, line);
    uint32_t column = (uint32_t)utf8_count(file->text + first, start - first) + 1;
    uint32_t width = (uint32_t)utf8_count(file->text + start, end - start);
    return (struct source_span){line, column, line, column + width};
}

static size_t trim_end(const struct source_file *file, size_t start, size_t end)
{
    while (end > start && is_blank(file->text[end - 1]))
        end--;
    return end;
}

/* From the token at `start` to the last one before `end` that starts on the same line. */
static struct source_span span_of_tokens(const struct source_file *file, size_t start, size_t end)
{
    size_t stop = line_end(file, start), last = start + 1;
    if (stop > end)
        stop = end;
    struct lex lex = lex_at(file, start);
    for (struct lex_token token = lex_next(&lex); token.start < stop; token = lex_next(&lex))
        last = token.end < stop ? token.end : stop;
    return locate_bytes(file, start, trim_end(file, start + 1, last));
}

static struct source_span span_of_line(const struct source_file *file, uint32_t line)
{
    size_t start = line_start(file, line);
    size_t end = start == NOWHERE ? NOWHERE : trim_end(file, start, line_end(file, start));
    if (start == end)
        return (struct source_span){line, 1, line, 2};
    while (is_blank(file->text[start]))
        start++;
    return locate_bytes(file, start, end);
}

/* ---- the constructor's head ---- */

enum fit { FIT_NOT, FIT_PERHAPS, FIT_SURELY };

static bool is_head(const struct locate_query *query, const struct lex *lex, struct lex_token token)
{
    if (token.kind != LEX_NAME)
        return false;
    for (const char *const *head = query->heads; *head; head++) {
        if (lex_is_text(lex, token, *head))
            return true;
    }
    return false;
}

static bool ends_argument(const struct lex *lex, struct lex_token token)
{
    return lex_is_symbol(lex, token, ')') || lex_is_symbol(lex, token, ',');
}

/* How well the call whose arguments start at `lex` goes with the wanted name. */
static enum fit fit_arguments(const char *name, struct lex lex)
{
    struct lex_token token = lex_next(&lex);
    bool in_parentheses = lex_is_symbol(&lex, token, '(');
    if (!in_parentheses && token.kind != LEX_STRING && !lex_is_symbol(&lex, token, '{'))
        return FIT_NOT;
    if (!name)
        return FIT_SURELY;
    if (in_parentheses)
        token = lex_next(&lex);
    size_t length;
    const char *written = lex_string(&lex, token, &length);
    if (!written || (in_parentheses && !ends_argument(&lex, lex_peek(&lex))))
        return FIT_PERHAPS;
    bool same = strlen(name) == length && memcmp(written, name, length) == 0;
    return same ? FIT_SURELY : FIT_NOT;
}

/* The best fit of the calls that start on the line, how many fit so well, and the first of them, or the
 * one at the wanted column. */
static enum fit search_line(const struct locate_query *query, int64_t line, size_t *head,
                            size_t *count)
{
    enum fit best = FIT_NOT;
    size_t start = line_start(query->file, line);
    if (start == NOWHERE)
        return best;
    size_t stop = line_end(query->file, start);
    struct lex lex = lex_at(query->file, start);
    for (struct lex_token token = lex_next(&lex); token.start < stop; token = lex_next(&lex)) {
        if (!is_head(query, &lex, token))
            continue;
        enum fit fit = fit_arguments(query->name, lex);
        if (fit == FIT_NOT && query->may_be_bare)
            fit = FIT_PERHAPS;
        *count = fit > best ? 1 : *count + (fit == best);
        if (fit > best || (fit == best && fit != FIT_NOT && query->column &&
                           column_of(query->file, token.start) == query->column))
            *head = token.start;
        best = fit > best ? fit : best;
    }
    return best;
}

/* Where the call starts, or NOWHERE. */
static size_t find_head(const struct locate_query *query)
{
    static const int nearby[] = {-1, -2, -3, 1, 2, 3};
    size_t head, perhaps = NOWHERE, count = 0;
    if (!query->heads)
        return NOWHERE;
    if (search_line(query, query->line, &head, &count) != FIT_NOT)
        return head;
    for (size_t i = 0; i < sizeof nearby / sizeof *nearby; i++) {
        enum fit fit = search_line(query, (int64_t)query->line + nearby[i], &head, &count);
        if (fit == FIT_SURELY)
            return head;
        if (fit == FIT_PERHAPS && perhaps == NOWHERE)
            perhaps = head;
    }
    return perhaps;
}

bool locate_is_ambiguous(const struct locate_query *query)
{
    size_t head, count = 0;
    return search_line(query, query->line, &head, &count) != FIT_NOT && count > 1;
}

/* ---- calls and tables ---- */

/* Reads `canary`, `m.canary` or `m:canary`; the offset behind it. */
static size_t skip_callee(struct lex *lex)
{
    size_t end = lex_next(lex).end;
    for (;;) {
        struct lex ahead = *lex;
        struct lex_token dot = lex_next(&ahead), name = lex_next(&ahead);
        if (name.kind != LEX_NAME ||
            !(lex_is_symbol(lex, dot, '.') || lex_is_symbol(lex, dot, ':')))
            return end;
        *lex = ahead;
        end = name.end;
    }
}

/* Reads from the opening parenthesis to the closing one. Of several tables the last one holds the
 * fields: positional arguments come first. */
static void read_arguments(struct lex *lex, struct call *call)
{
    bool in_first = true, at_start = true;
    lex_next(lex);
    for (int depth = 1; depth > 0;) {
        struct lex_token token = lex_next(lex);
        if (token.kind == LEX_END)
            return;
        bool is_table = depth == 1 && at_start && lex_is_symbol(lex, token, '{');
        at_start = depth == 1 && lex_is_symbol(lex, token, ',');
        if (is_table)
            call->table = token.start;
        in_first = in_first && !is_table && !at_start;
        if (in_first)
            call->end = token.end;
        depth += lex_nesting(lex, token);
    }
}

static struct call read_call(const struct source_file *file, size_t start)
{
    struct lex lex = lex_at(file, start);
    struct call call = {start, skip_callee(&lex), NOWHERE};
    struct lex_token token = lex_peek(&lex);
    if (token.kind == LEX_STRING)
        call.end = lex_next(&lex).end;
    else if (lex_is_symbol(&lex, token, '('))
        read_arguments(&lex, &call);
    token = lex_next(&lex);
    if (lex_is_symbol(&lex, token, '{'))
        call.table = token.start;
    return call;
}

static bool is_separator(const struct lex *lex, struct lex_token token)
{
    return lex_is_symbol(lex, token, ',') || lex_is_symbol(lex, token, ';');
}

/* Reads an expression up to what ends it; the offset behind its last token, 0 without any. */
static size_t skip_expression(struct lex *lex)
{
    for (size_t end = 0;; end = lex->at) {
        struct lex before = *lex;
        struct lex_token token = lex_next(lex);
        int nesting = lex_nesting(lex, token);
        if (nesting < 0 || is_separator(lex, token) || token.kind == LEX_END) {
            *lex = before;
            return end;
        }
        if (nesting > 0)
            lex_skip_nested(lex);
    }
}

/* Reads the key in brackets whose opening one was just read; the offset behind the closing one. */
static size_t read_bracketed_key(struct lex *lex, struct entry *entry)
{
    struct lex_token inside = lex_peek(lex);
    const char *key = lex_string(lex, inside, &entry->key_length);
    if (skip_expression(lex) == inside.end)
        entry->key = key;
    return lex_next(lex).end;
}

/* Reads `key =` or `["key"] =`, or nothing. */
static void read_key(struct lex *lex, struct entry *entry)
{
    struct lex ahead = *lex;
    struct lex_token first = lex_next(&ahead);
    struct entry keyed = {.keyed = true, .key_start = first.start, .key_end = first.end};
    if (first.kind == LEX_NAME) {
        keyed.key = lex->text + first.start;
        keyed.key_length = first.end - first.start;
    } else if (lex_is_symbol(lex, first, '[')) {
        keyed.key_end = read_bracketed_key(&ahead, &keyed);
    } else {
        return;
    }
    if (lex_is_symbol(lex, lex_next(&ahead), '=')) {
        *lex = ahead;
        *entry = keyed;
    }
}

/* Reads the next entry of the table `lex` stands in; false at its end. */
static bool next_entry(struct lex *lex, struct entry *entry)
{
    while (is_separator(lex, lex_peek(lex)))
        lex_next(lex);
    *entry = (struct entry){.keyed = false};
    read_key(lex, entry);
    entry->start = lex_peek(lex).start;
    entry->end = skip_expression(lex);
    return entry->end > 0;
}

static bool is_spelt(const struct entry *entry, const char *wanted)
{
    return entry->key && strlen(wanted) == entry->key_length &&
           memcmp(wanted, entry->key, entry->key_length) == 0;
}

static bool is_key(const struct locate_query *query, const struct entry *entry, const char *wanted)
{
    if (!entry->key)
        return false;
    if (query->same_key)
        return query->same_key(entry->key, entry->key_length, wanted, query->context);
    return is_spelt(entry, wanted);
}

/* Of equal keys the last one counts, as in Lua; one spelt as wanted goes before its aliases. */
static bool find_entry(const struct locate_query *query, const struct locate_step *step,
                       size_t table, struct entry *found)
{
    struct lex lex = lex_at(query->file, table + 1);
    struct entry entry;
    bool any = false, any_spelt = false;
    for (size_t unkeyed = 0; next_entry(&lex, &entry);) {
        unkeyed += !entry.keyed;
        bool wanted =
            step->key ? is_key(query, &entry, step->key) : !entry.keyed && unkeyed == step->index;
        bool spelt = wanted && step->key && is_spelt(&entry, step->key);
        if (wanted && (spelt || !any_spelt)) {
            *found = entry;
            any = true;
            any_spelt = spelt;
        }
    }
    return any;
}

/* The call an entry's value is, with its table; both NOWHERE for a value of another form, the call
 * alone for a plain table. */
static struct call value_call(const struct source_file *file, const struct entry *entry)
{
    struct lex lex = lex_at(file, entry->start);
    struct lex_token first = lex_peek(&lex);
    if (lex_is_symbol(&lex, first, '{'))
        return (struct call){NOWHERE, NOWHERE, first.start};
    if (first.kind == LEX_NAME) {
        struct call call = read_call(file, first.start);
        if (call.table != NOWHERE && call.table < entry->end)
            return call;
    }
    return (struct call){NOWHERE, NOWHERE, NOWHERE};
}

static struct source_span span_of_entry(const struct source_file *file, const struct entry *entry,
                                        bool blame_key)
{
    struct call call = value_call(file, entry);
    bool is_table = call.start == NOWHERE && call.table != NOWHERE;
    if (entry->keyed && (blame_key || is_table))
        return span_of_tokens(file, entry->key_start, entry->key_end);
    if (is_table)
        return span_of_tokens(file, call.table, call.table + 1);
    if (call.start != NOWHERE)
        return span_of_tokens(file, call.start, call.end);
    return span_of_tokens(file, entry->start, entry->end);
}

static struct source_span follow_steps(const struct locate_query *query, size_t head, size_t *found)
{
    struct call call = read_call(query->file, head);
    struct entry entry;
    size_t table = call.table;
    while (*found < query->step_count && table != NOWHERE &&
           find_entry(query, &query->steps[*found], table, &entry)) {
        ++*found;
        table = value_call(query->file, &entry).table;
    }
    if (*found == 0)
        return span_of_tokens(query->file, call.start, call.end);
    return span_of_entry(query->file, &entry, query->blame_key && *found == query->step_count);
}

struct source_span locate_span(const struct locate_query *query, size_t *found)
{
    size_t followed = 0;
    size_t head = find_head(query);
    struct source_span span = head == NOWHERE ? span_of_line(query->file, query->line)
                                              : follow_steps(query, head, &followed);
    if (found)
        *found = followed;
    return span;
}
