#include "report/excerpt.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "report/terminal.h"

/* Bytes left of, in and right of the span. */
struct window {
    const char *text;
    size_t before, inside, after;
    bool cut_left, cut_right;
};

static struct window window_of(const struct finding_place *place)
{
    enum { MOST = 160, CONTEXT = 60 };
    size_t length, column = place->span.column - 1, end = place->span.end_column - 1;
    const char *line = source_line(place->source, place->span.line, &length);
    size_t start = utf8_cut(line, length, column), stop = utf8_cut(line, length, end);
    struct window window = {line, start, stop - start, length - stop, false, false};
    if (length <= MOST)
        return window;
    if (column > CONTEXT) {
        size_t skip = utf8_cut(line, length, column - CONTEXT);
        window.text += skip;
        window.before -= skip;
        window.cut_left = true;
    }
    size_t inside = utf8_cut(line + start, window.inside, MOST - CONTEXT);
    if (inside < window.inside)
        window.after = 0;
    size_t after = utf8_cut(line + stop, window.after, CONTEXT);
    window.cut_right = inside < window.inside || after < window.after;
    window.inside = inside;
    window.after = after;
    return window;
}

/* A piece of the escaped line. */
struct piece {
    size_t length, columns;
};

static struct piece add_piece(struct buf *out, const char *before, const char *text, size_t length,
                              const char *behind)
{
    size_t start = out->length;
    buf_add_text(out, before);
    terminal_add(out, text, length);
    buf_add_text(out, behind);
    return (struct piece){out->length - start,
                          terminal_width(buf_text(out) + start, out->length - start)};
}

/* Bytes of the first so many columns. */
static size_t fit(const char *text, size_t length, size_t columns)
{
    size_t at = 0;
    for (size_t used = 0; at < length;) {
        uint32_t code_point;
        size_t step = utf8_decode(text + at, length - at, &code_point);
        used += terminal_width(text + at, step);
        if (used > columns)
            break;
        at += step;
    }
    return at;
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Where the last so many columns begin. */
static size_t fit_right(const char *text, struct piece piece, size_t columns)
{
    size_t skipped = piece.columns - min(columns, piece.columns);
    size_t at = fit(text, piece.length, skipped);
    while (at < piece.length && terminal_width(text + at, piece.length - at) > columns) {
        uint32_t code_point;
        at += utf8_decode(text + at, piece.length - at, &code_point);
    }
    return at;
}

/* Adds of the escaped line what fits: the span, what leads to it, and some of the rest. */
static struct excerpt narrow(struct buf *out, const char *line, const struct piece pieces[3],
                             size_t room)
{
    enum { ELLIPSES = 2 };
    const char *inside = line + pieces[0].length, *after = inside + pieces[1].length;
    size_t columns = room > ELLIPSES ? room - ELLIPSES : 1;
    size_t length = fit(inside, pieces[1].length, columns);
    size_t width = terminal_width(inside, length);
    bool is_whole = length == pieces[1].length;
    size_t right = is_whole ? min(pieces[2].columns, (columns - width) / 4) : 0;
    size_t skip = fit_right(line, pieces[0], columns - width - right);
    size_t kept = terminal_width(line + skip, pieces[0].length - skip);
    size_t rest = is_whole ? fit(after, pieces[2].length, columns - width - kept) : 0;
    buf_add_text(out, skip ? "…" : "");
    buf_add(out, line + skip, pieces[0].length - skip + length);
    buf_add(out, after, rest);
    buf_add_text(out, !is_whole || rest < pieces[2].length ? "…" : "");
    return (struct excerpt){kept + (skip > 0), width};
}

struct excerpt excerpt_add(struct buf *out, const struct finding_place *place, size_t room)
{
    const struct window window = window_of(place);
    const char *inside = window.text + window.before;
    struct buf line = {0};
    struct piece pieces[3];
    pieces[0] = add_piece(&line, window.cut_left ? "…" : "", window.text, window.before, "");
    pieces[1] = add_piece(&line, "", inside, window.inside, "");
    pieces[2] = add_piece(&line, "", inside + window.inside, window.after,
                          window.cut_right ? "…" : "");
    struct excerpt excerpt = {pieces[0].columns, pieces[1].columns};
    if (room && pieces[0].columns + pieces[1].columns + pieces[2].columns > room)
        excerpt = narrow(out, buf_text(&line), pieces, room);
    else
        buf_add(out, line.data, line.length);
    buf_free(&line);
    return excerpt;
}
