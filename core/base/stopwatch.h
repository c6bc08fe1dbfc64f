/* Where the time of a run goes: processor time of this thread, lap by lap. */
#ifndef LUNETTE_BASE_STOPWATCH_H
#define LUNETTE_BASE_STOPWATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STOPWATCH_LAPS = 8 };

struct stopwatch_lap {
    const char *name;
    double ms;
};

/* Zero: it stands still, and laps are not taken. */
struct stopwatch {
    bool runs;
    uint64_t last_ns;
    struct stopwatch_lap laps[STOPWATCH_LAPS]; /* in the order they ended */
    size_t count;
};

void stopwatch_start(struct stopwatch *watch);

/* Ends a lap of that name (static) and begins the next. Nothing for NULL and for a watch that stands still; laps
 * beyond STOPWATCH_LAPS are not kept. */
void stopwatch_lap(struct stopwatch *watch, const char *name);

#endif
