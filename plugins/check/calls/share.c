#include "share.h"

#include "common/say.h"

/* To a tenth of a percent: beyond that nobody cares what 5 of 6 are. */
const char *share_say(struct lunette_reporter *reporter, size_t count, size_t all, double limit)
{
    double share = round(1000 * (double)count / (double)all) / 1000;
    return say_format(reporter, "%s, limit %s", reporter->percent(reporter, share),
                      reporter->percent(reporter, limit));
}
