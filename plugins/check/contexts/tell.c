#include "tell.h"

#include "common/store.h"

const char *tell_crossing(struct lunette_reporter *reporter, const struct crossing *crossing)
{
    const char *provider = crossing->provider->item.name, *consumer = crossing->consumer->item.name;
    switch (crossing->kind) {
    case CROSSING_EVENT:
        return say_format(reporter, "%s consumes %s of %s", consumer,
                          crossing_event(crossing)->item.name, provider);
    case CROSSING_MESSAGE: return say_format(reporter, "%s sends to %s", provider, consumer);
    case CROSSING_STORE:
        return say_format(reporter, "%s uses %s, the store of %s", consumer, crossing->by->name,
                          provider);
    case CROSSING_SHARED:
        return say_format(reporter, "%s and %s share the store %s", provider, consumer,
                          crossing->by->name);
    default: return say_format(reporter, "%s calls %s", consumer, provider);
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
            text = say_join(reporter, text, ", ",
                            say_format(reporter, "%zu %s%s", counts[kind], nouns[kind],
                                       say_plural(counts[kind])));
    return text ? text : "nothing";
}

struct lunette_blame tell_place(const struct crossing *crossing)
{
    if (crossing->kind == CROSSING_STORE || crossing->kind == CROSSING_SHARED)
        return store_place_of_use((const struct lunette_datastore *)crossing->by,
                                  crossing->consumer);
    return lunette_at(crossing->by);
}

void tell_evidence(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct evidence *evidence, size_t from)
{
    for (size_t i = from; i < evidence->count && i < from + SAY_LIMIT; i++) {
        const char *text = tell_crossing(reporter, evidence->items[i]);
        size_t more = evidence->count - i - 1;
        if (i + 1 == from + SAY_LIMIT && more > 0)
            text = say_format(reporter, "%s, and %zu more", text, more);
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
