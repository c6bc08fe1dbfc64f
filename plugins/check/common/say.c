#include "common/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Nearly all that is said is short: it is formatted once. */
const char *say_format(struct lunette_reporter *reporter, const char *format, ...)
{
    char said[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(said, sizeof said, format, args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    va_end(args);
    char *text = reporter->alloc(reporter, size, 1);
    if (size > sizeof said)
        vsnprintf(text, size, format, again);
    else if (length > 0)
        memcpy(text, said, size);
    va_end(again);
    return text;
}

const char *say_join(struct lunette_reporter *reporter, const char *text, const char *separator,
                     const char *next)
{
    return text && *text ? say_format(reporter, "%s%s%s", text, separator, next) : next;
}

const char *say_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* Where the digits begin that end before `end`. */
static char *write_digits(char *end, unsigned number)
{
    do
        *--end = (char)('0' + number % 10);
    while (number /= 10);
    return end;
}

/* Findings about timeouts are many: digit by digit it is a tenth of printf's price. */
const char *say_written_ms(struct lunette_reporter *reporter, double ms)
{
    enum { DIGITS = 10, SIZE = DIGITS + 3 };
    if (!(ms >= 0 && ms < 1e9))
        return say_format(reporter, "%.0fms", ms);
    unsigned whole = (unsigned)(ms + 0.5);
    bool is_in_seconds = whole >= 1000 && whole % 1000 == 0;
    char *end = (char *)reporter->alloc(reporter, SIZE, 1) + DIGITS;
    memcpy(end, is_in_seconds ? "s" : "ms", is_in_seconds ? 2 : 3);
    return write_digits(end, is_in_seconds ? whole / 1000 : whole);
}

const char *say_added(struct lunette_reporter *reporter, const char *entry, const char *field,
                      size_t entries, const char *owner)
{
    return entries ? say_format(reporter, "add %s to the %s of %s", entry, field, owner)
                   : say_format(reporter, "add %s = { %s } to %s", field, entry, owner);
}

void say_add(struct names *names, const char *name)
{
    if (names->count < SAY_LIMIT)
        names->items[names->count] = name;
    names->count++;
}

size_t say_said(const struct names *names)
{
    return names->count < SAY_LIMIT ? names->count : SAY_LIMIT;
}

void say_add_at(struct places *places, const char *name, struct lunette_blame at)
{
    if (places->names.count < SAY_LIMIT)
        places->at[places->names.count] = at;
    say_add(&places->names, name);
}

void say_add_once(struct names *names, const char *name)
{
    for (size_t i = 0; i < say_said(names); i++)
        if (strcmp(names->items[i], name) == 0)
            return;
    say_add(names, name);
}

const char *say_names(struct lunette_reporter *reporter, const struct names *names)
{
    size_t said = say_said(names);
    const char *text = said > 0 ? names->items[0] : "";
    for (size_t i = 1; i < said; i++)
        text = say_join(reporter, text, i + 1 == names->count ? " and " : ", ", names->items[i]);
    if (names->count > said)
        text = say_format(reporter, "%s and %zu more", text, names->count - said);
    return text;
}

const char *say_chain(struct lunette_reporter *reporter, const char *const *names, size_t count)
{
    const char *text = count > 0 ? names[0] : "";
    for (size_t i = 1; i < count; i++)
        text = say_join(reporter, text, " -> ", names[i]);
    return text;
}

const char *say_more(struct lunette_reporter *reporter, size_t more, const char *thing)
{
    return more ? say_format(reporter, ", and %zu more %s%s", more, thing, say_plural(more)) : "";
}

/* Where the calls behind the last two are to be seen: with the caller that both have, else with the callee, which
 * goes on with a chain, and is what several callers have in common. */
static const char *say_rest(struct lunette_reporter *reporter,
                            const struct lunette_dependency *const *last, size_t more)
{
    const struct lunette_item *owner = last[0]->item.owner;
    const char *name = last[-1]->item.owner == owner ? owner->name : last[0]->to.name;
    return say_format(reporter, "%s: lunette show %s", say_more(reporter, more, "call"), name);
}

static void relate_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct lunette_dependency *const *calls, size_t count, size_t limit)
{
    for (size_t i = 0; i < count && i < limit; i++) {
        size_t more = i + 1 == limit ? count - limit : 0;
        reporter->relate(finding, lunette_at(calls[i]), "%s calls %s%s", calls[i]->item.owner->name,
                         calls[i]->to.name, more ? say_rest(reporter, calls + i, more) : "");
    }
}

void say_relate_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                      const struct lunette_dependency *const *calls, size_t count)
{
    relate_calls(reporter, finding, calls, count, SAY_LIMIT);
}

void say_relate_many_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                           const struct lunette_dependency *const *calls, size_t count)
{
    relate_calls(reporter, finding, calls, count, SAY_MANY);
}
