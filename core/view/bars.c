#include "view/bars.h"

#include <string.h>

#include "base/room.h"

enum { NOBODY = -1 };

/* ---- what is open ---- */

static void open_push(struct bars *bars, uint32_t bar)
{
    ROOM_FOR_ONE(bars->arena, &bars->open, items, count, capacity);
    bars->open.items[bars->open.count++] = bar;
}

static struct bars_open open_copy(struct arena *arena, const struct bars_open *open)
{
    struct bars_open copy = {.items = arena_array(arena, open->count, sizeof *copy.items),
                             .count = open->count,
                             .capacity = open->count};
    if (open->count)
        memcpy(copy.items, open->items, open->count * sizeof *copy.items);
    return copy;
}

/* Whatever was done for `boss` is done; `boss` itself goes on. Who helps began later and stands
 * behind: each bar is marked by its caller's mark. */
static void end_helpers(struct bars *bars, uint32_t boss)
{
    struct bars_open *open = &bars->open;
    size_t first = open->count;
    while (first > 0 && open->items[first - 1] > boss)
        first--;
    size_t kept = first;
    bars->items[boss].ended_by = ++bars->endings;
    for (size_t i = first; i < open->count; i++) {
        struct bar *bar = &bars->items[open->items[i]];
        if (bar->caller != NOBODY && bars->items[bar->caller].ended_by == bars->endings)
            bar->ended_by = bars->endings;
        else
            open->items[kept++] = open->items[i];
    }
    open->count = kept;
}

static void end_one(struct bars *bars, uint32_t bar)
{
    end_helpers(bars, bar);
    size_t at = bars->open.count;
    while (at > 0 && bars->open.items[at - 1] != bar)
        at--;
    if (at == 0)
        return;
    bars->open.count--;
    memmove(&bars->open.items[at - 1], &bars->open.items[at],
            (bars->open.count - (at - 1)) * sizeof *bars->open.items);
}

/* The bar opened last on a lifeline, of those that `caller` waits for; NOBODY there means
 * anybody. */
static int32_t find_open(const struct bars *bars, uint32_t lifeline, int32_t caller)
{
    for (size_t i = bars->open.count; i-- > 0;) {
        const struct bar *bar = &bars->items[bars->open.items[i]];
        if (bar->shown.lifeline == lifeline && (caller == NOBODY || bar->caller == caller))
            return (int32_t)bars->open.items[i];
    }
    return NOBODY;
}

/* ---- bars ---- */

static int32_t begin(struct bars *bars, uint32_t lifeline, uint32_t row, int32_t caller,
                     int32_t asker)
{
    ROOM_FOR_ONE(bars->arena, bars, items, count, capacity);
    bars->items[bars->count] =
        (struct bar){{lifeline, row, row, 0}, caller, asker, .below = NOBODY};
    open_push(bars, (uint32_t)bars->count);
    return (int32_t)bars->count++;
}

static void touch(struct bars *bars, int32_t bar, uint32_t row)
{
    if (bar != NOBODY)
        bars->items[bar].shown.last = row;
}

/* Somebody without a bar who goes on waits no longer either. */
static void end_asked(struct bars *bars, uint32_t asker)
{
    for (size_t i = bars->open.count; i-- > 0;)
        if (i < bars->open.count && bars->items[bars->open.items[i]].asker == (int32_t)asker)
            end_one(bars, bars->open.items[i]);
}

/* The bar of whoever speaks; it begins to work when nobody asked it to. */
static int32_t speak(struct bars *bars, uint32_t lifeline, uint32_t row, bool is_idle)
{
    if (is_idle) {
        end_asked(bars, lifeline);
        return NOBODY;
    }
    int32_t bar = find_open(bars, lifeline, NOBODY);
    if (bar == NOBODY)
        return begin(bars, lifeline, row, NOBODY, NOBODY);
    end_helpers(bars, (uint32_t)bar);
    touch(bars, bar, row);
    return bar;
}

static void follow_call(struct bars *bars, uint32_t row, const struct lunette_step *step,
                        int32_t caller, bool to_is_idle)
{
    if (to_is_idle)
        return;
    int32_t bar = begin(bars, step->to, row, caller, (int32_t)step->from);
    if (step->from == step->to)
        end_one(bars, (uint32_t)bar);
}

/* Older work that nobody waits for is over when something new comes in. */
static void follow_message(struct bars *bars, uint32_t row, const struct lunette_step *step,
                           bool to_is_idle)
{
    if (to_is_idle || step->from == step->to)
        return;
    int32_t older = find_open(bars, step->to, NOBODY);
    if (older != NOBODY && bars->items[older].caller == NOBODY)
        end_one(bars, (uint32_t)older);
    begin(bars, step->to, row, NOBODY, NOBODY);
}

static void follow_reply(struct bars *bars, uint32_t row, const struct lunette_step *step,
                         bool from_is_idle)
{
    int32_t waiting = find_open(bars, step->to, NOBODY);
    int32_t bar = from_is_idle ? NOBODY : find_open(bars, step->from, waiting);
    if (bar == NOBODY && !from_is_idle)
        bar = find_open(bars, step->from, NOBODY);
    touch(bars, waiting, row);
    touch(bars, bar, row);
    if (bar != NOBODY)
        end_one(bars, (uint32_t)bar);
}

void bars_follow(struct bars *bars, uint32_t row, const struct lunette_step *step,
                 bool from_is_idle, bool to_is_idle)
{
    if (step->role == LUNETTE_STEP_REPLY || step->role == LUNETTE_STEP_FAILURE) {
        follow_reply(bars, row, step, from_is_idle);
        return;
    }
    int32_t speaker = speak(bars, step->from, row, from_is_idle);
    if (step->role == LUNETTE_STEP_MESSAGE)
        follow_message(bars, row, step, to_is_idle);
    else
        follow_call(bars, row, step, speaker, to_is_idle);
}

/* ---- frames ---- */

void bars_open_frame(struct bars *bars)
{
    ROOM_FOR_ONE(bars->arena, bars, frames, frame_count, frame_capacity);
    bars->frames[bars->frame_count++] = (struct bars_frame){
        .bar_count = bars->count, .before = open_copy(bars->arena, &bars->open)};
}

/* Both lists are in the order in which bars began; what began within the frame is left out. */
static void end_compartment(struct bars *bars, struct bars_frame *frame)
{
    const struct bars_open *now = &bars->open, *so_far = &frame->after;
    struct bars_open all = {
        .items = arena_array(bars->arena, now->count + so_far->count, sizeof *all.items)};
    size_t i = 0, j = 0;
    while (i < so_far->count || (j < now->count && now->items[j] < frame->bar_count)) {
        uint32_t ours = i < so_far->count ? so_far->items[i] : UINT32_MAX;
        uint32_t theirs = j < now->count ? now->items[j] : UINT32_MAX;
        all.items[all.count++] = ours < theirs ? ours : theirs;
        i += ours <= theirs;
        j += theirs <= ours;
    }
    all.capacity = now->count + so_far->count;
    frame->after = all;
    frame->compartments++;
}

void bars_else_frame(struct bars *bars)
{
    struct bars_frame *frame = &bars->frames[bars->frame_count - 1];
    end_compartment(bars, frame);
    bars->open = open_copy(bars->arena, &frame->before);
}

void bars_close_frame(struct bars *bars, bool is_certain)
{
    struct bars_frame *frame = &bars->frames[--bars->frame_count];
    end_compartment(bars, frame);
    bars->open = open_copy(bars->arena, is_certain ? &frame->after : &frame->before);
}

void bars_end_all(struct bars *bars)
{
    bars->open.count = 0;
}

/* Whoever waits is at work as long as what it waits for, which began later. */
static void wait_for_helpers(struct bars *bars)
{
    for (size_t i = bars->count; i-- > 0;) {
        const struct bar *bar = &bars->items[i];
        if (bar->caller == NOBODY)
            continue;
        struct lunette_activation *boss = &bars->items[bar->caller].shown;
        if (boss->last < bar->shown.last)
            boss->last = bar->shown.last;
    }
}

static int32_t *start_tops(const struct bars *bars)
{
    uint32_t most = 0;
    for (size_t i = 0; i < bars->count; i++)
        most = bars->items[i].shown.lifeline > most ? bars->items[i].shown.lifeline : most;
    int32_t *tops = arena_array(bars->arena, (size_t)most + 1, sizeof *tops);
    for (size_t i = 0; i <= most; i++)
        tops[i] = NOBODY;
    return tops;
}

/* A bar lies on the one of its lifeline that began last of those which go on. */
static void stack(struct bars *bars)
{
    int32_t *tops = start_tops(bars);
    for (size_t i = 0; i < bars->count; i++) {
        struct bar *bar = &bars->items[i];
        int32_t *top = &tops[bar->shown.lifeline];
        while (*top != NOBODY && bars->items[*top].shown.last < bar->shown.first)
            *top = bars->items[*top].below;
        bar->below = *top;
        bar->shown.level = *top == NOBODY ? 0 : bars->items[*top].shown.level + 1;
        *top = (int32_t)i;
    }
}

const struct lunette_activation *bars_list(struct bars *bars, size_t *count)
{
    wait_for_helpers(bars);
    stack(bars);
    struct lunette_activation *list = arena_array(bars->arena, bars->count, sizeof *list);
    for (size_t i = 0; i < bars->count; i++)
        list[i] = bars->items[i].shown;
    *count = bars->count;
    return list;
}
