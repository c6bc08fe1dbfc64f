#include "common/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *say_format(struct lunette_reporter *reporter, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = reporter->alloc(reporter, length < 0 ? 1 : (size_t)length + 1, 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

const char *say_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void say_add(struct names *names, const char *name)
{
    if (names->count < SAY_LIMIT)
        names->items[names->count] = name;
    names->count++;
}

void say_add_once(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count && i < SAY_LIMIT; i++)
        if (strcmp(names->items[i], name) == 0)
            return;
    say_add(names, name);
}

const char *say_names(struct lunette_reporter *reporter, const struct names *names)
{
    size_t said = names->count < SAY_LIMIT ? names->count : SAY_LIMIT;
    const char *text = said > 0 ? names->items[0] : "";
    for (size_t i = 1; i < said; i++) {
        const char *joint = i + 1 == names->count ? " and " : ", ";
        text = say_format(reporter, "%s%s%s", text, joint, names->items[i]);
    }
    if (names->count > said)
        text = say_format(reporter, "%s and %zu more", text, names->count - said);
    return text;
}

const char *say_chain(struct lunette_reporter *reporter, const char *const *names, size_t count)
{
    const char *text = count > 0 ? names[0] : "";
    for (size_t i = 1; i < count; i++)
        text = say_format(reporter, "%s -> %s", text, names[i]);
    return text;
}

static void relate_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct lunette_dependency *const *calls, size_t count, size_t limit)
{
    for (size_t i = 0; i < count && i < limit; i++) {
        size_t more = i + 1 == limit ? count - limit : 0;
        const char *others =
            more > 0 ? say_format(reporter, ", and %zu more call%s", more, say_plural(more)) : "";
        reporter->relate(finding, lunette_at(calls[i]), "%s calls %s%s", calls[i]->item.owner->name,
                         calls[i]->to.name, others);
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
