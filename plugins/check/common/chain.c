#include "common/chain.h"

/* Names written out of a long chain: at its head, at its tail. */
enum { HEAD = 6, TAIL = 4 };

static const char *name_at(const struct chain *chain, size_t place)
{
    return place < chain->count ? chain->calls[place]->item.owner->name
                                : chain->calls[place - 1]->callee->item.name;
}

const char *chain_say(struct lunette_reporter *reporter, const struct chain *chain)
{
    const char *names[HEAD + TAIL];
    size_t length = chain->count + 1, said = 0;
    bool whole = length <= HEAD + TAIL;
    for (size_t i = 0; i < length && said < HEAD; i++)
        names[said++] = name_at(chain, i);
    if (!whole)
        names[said++] = say_format(reporter, "(%zu more)", length - HEAD - TAIL + 1);
    for (size_t i = whole ? said : length - TAIL + 1; i < length; i++)
        names[said++] = name_at(chain, i);
    return say_chain(reporter, names, said);
}

void chain_tell_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                      const struct chain *chain)
{
    reporter->label(finding, "%s calls %s", chain->calls[0]->item.owner->name,
                    chain->calls[0]->to.name);
    say_relate_many_calls(reporter, finding, chain->calls + 1, chain->count - 1);
}
