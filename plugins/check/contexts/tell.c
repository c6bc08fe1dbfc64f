#include "tell.h"

#include <stdarg.h>
#include <stdio.h>

const char *tell_format(struct lunette_reporter *reporter, const char *format, ...)
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

const char *tell_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void tell_add(struct names *names, const char *name)
{
    if (names->count < TELL_LIMIT)
        names->items[names->count] = name;
    names->count++;
}

const char *tell_names(struct lunette_reporter *reporter, const struct names *names)
{
    size_t said = names->count < TELL_LIMIT ? names->count : TELL_LIMIT;
    const char *text = said > 0 ? names->items[0] : "";
    for (size_t i = 1; i < said; i++) {
        const char *joint = i + 1 == names->count ? " and " : ", ";
        text = tell_format(reporter, "%s%s%s", text, joint, names->items[i]);
    }
    if (names->count > said)
        text = tell_format(reporter, "%s and %zu more", text, names->count - said);
    return text;
}

const char *tell_crossing(struct lunette_reporter *reporter, const struct crossing *crossing)
{
    const char *provider = crossing->provider->item.name, *consumer = crossing->consumer->item.name;
    switch (crossing->kind) {
    case CROSSING_EVENT:
        return tell_format(reporter, "%s consumes %s of %s", consumer,
                           crossing_event(crossing)->item.name, provider);
    case CROSSING_MESSAGE: return tell_format(reporter, "%s sends to %s", provider, consumer);
    case CROSSING_STORE:
        return tell_format(reporter, "%s uses %s, the store of %s", consumer, crossing->by->name,
                           provider);
    case CROSSING_SHARED:
        return tell_format(reporter, "%s and %s share the store %s", provider, consumer,
                           crossing->by->name);
    default: return tell_format(reporter, "%s calls %s", consumer, provider);
    }
}

static const char *const nouns[CROSSING_KIND_COUNT] = {
    [CROSSING_CALL] = "call",
    [CROSSING_EVENT] = "event",
    [CROSSING_MESSAGE] = "message",
    [CROSSING_STORE] = "store use",
    [CROSSING_SHARED] = "shared store use",
};

const char *tell_counts(struct lunette_reporter *reporter, const struct evidence *evidence)
{
    size_t counts[CROSSING_KIND_COUNT] = {0};
    for (size_t i = 0; i < evidence->count; i++)
        counts[evidence->items[i]->kind]++;
    const char *text = NULL;
    for (int kind = 0; kind < CROSSING_KIND_COUNT; kind++)
        if (counts[kind])
            text = tell_format(reporter, "%s%s%zu %s%s", text ? text : "", text ? ", " : "",
                               counts[kind], nouns[kind], tell_plural(counts[kind]));
    return text ? text : "nothing";
}

static size_t find_ref(const struct lunette_refs *refs, const struct lunette_item *to)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i].to == to)
            return i + 1;
    return 0;
}

/* A store's use is said by the user, or by the store. */
static struct lunette_blame place_of_use(const struct crossing *crossing)
{
    const struct lunette_service *user = crossing->consumer;
    const struct lunette_datastore *store = (const struct lunette_datastore *)crossing->by;
    size_t entry = find_ref(&user->uses, crossing->by);
    if (entry)
        return lunette_at_entry(user, "uses", entry);
    entry = find_ref(&user->datastores, crossing->by);
    if (entry)
        return lunette_at_entry(user, "datastores", entry);
    entry = find_ref(&store->used_by, &user->item);
    if (entry)
        return lunette_at_entry(store, "used_by", entry);
    return lunette_at(store);
}

struct lunette_blame tell_place(const struct crossing *crossing)
{
    if (crossing->kind == CROSSING_STORE || crossing->kind == CROSSING_SHARED)
        return place_of_use(crossing);
    return lunette_at(crossing->by);
}

void tell_evidence(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct evidence *evidence, size_t from)
{
    for (size_t i = from; i < evidence->count && i < from + TELL_LIMIT; i++) {
        const char *text = tell_crossing(reporter, evidence->items[i]);
        size_t more = evidence->count - i - 1;
        if (i + 1 == from + TELL_LIMIT && more > 0)
            text = tell_format(reporter, "%s, and %zu more", text, more);
        reporter->relate(finding, tell_place(evidence->items[i]), "%s", text);
    }
}

void tell_subject(struct lunette_reporter *reporter, struct lunette_finding *finding,
                  const struct tie *tie)
{
    reporter->subject(finding, "%s -> %s", tie->downstream->item.name, tie->upstream->item.name);
}

static const char *const patterns[] = {
    [LUNETTE_RELATION_UNSAID] = "relationship",
    [LUNETTE_PARTNERSHIP] = "partnership",
    [LUNETTE_SHARED_KERNEL] = "shared-kernel",
    [LUNETTE_CUSTOMER_SUPPLIER] = "customer-supplier",
    [LUNETTE_CONFORMIST] = "conformist",
    [LUNETTE_UPSTREAM_DOWNSTREAM] = "upstream-downstream",
    [LUNETTE_SEPARATE_WAYS] = "separate-ways",
};

const char *tell_pattern(enum lunette_relation pattern)
{
    return patterns[pattern];
}
