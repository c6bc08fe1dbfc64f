#include "base/stopwatch.h"

#include <time.h>

/* Of the thread: with a limit on processor time, as in the jail, the clock of the process moves by ticks. */
static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void stopwatch_start(struct stopwatch *watch)
{
    *watch = (struct stopwatch){.runs = true, .last_ns = now_ns()};
}

void stopwatch_lap(struct stopwatch *watch, const char *name)
{
    if (!watch || !watch->runs || watch->count == STOPWATCH_LAPS)
        return;
    uint64_t now = now_ns();
    watch->laps[watch->count++] =
        (struct stopwatch_lap){name, (double)(now - watch->last_ns) / 1e6};
    watch->last_ns = now;
}
