/* Scenarios and sagas as sequences: rows, frames, and who is at work meanwhile. */
#include "test.h"
#include "view/bars.h"
#include "view_fixture.h"

static const char *const roles[LUNETTE_STEP_ROLE_COUNT] = {
    "->", "->>", "-->", "--x", "~>", "note", "===", "{", "|", "}",
};
static const char *const frames[LUNETTE_FRAME_COUNT] = {"alt", "opt", "loop", "par", "critical"};

static void write_step(struct buf *out, const struct lunette_sequence_view *view,
                       const struct lunette_step *step)
{
    if (step->role >= LUNETTE_STEP_OPEN) {
        buf_printf(out, "%s%s %u-%u", frames[step->frame], roles[step->role], step->from, step->to);
    } else {
        buf_printf(out, "%s%s%s %s %s", step->number ? step->number : "", step->number ? ". " : "",
                   view->lifelines[step->from].title, roles[step->role],
                   view->lifelines[step->to].title);
    }
    if (step->label)
        buf_printf(out, " %s", step->label);
    if (step->aside)
        buf_printf(out, " (%s)", step->aside);
    if (step->badge)
        buf_printf(out, " <%s>", step->badge);
    buf_printf(out, "%s\n", step->breaker ? " breaker" : "");
}

/* The rows, a line each, then the bars: lifeline, first and last row from 1, level. */
static const char *play(struct model_fixture *fixture, const char *text, const char *view_name)
{
    static struct buf out;
    const struct view_options options = {.no_findings = true};
    const struct lunette_view *view = view_read(fixture, text, view_name, &options);
    buf_free(&out);
    if (!view)
        return "no such view";
    for (size_t i = 0; i < view->sequence.step_count; i++)
        write_step(&out, &view->sequence, &view->sequence.steps[i]);
    for (size_t i = 0; i < view->sequence.activation_count; i++) {
        const struct lunette_activation *bar = &view->sequence.activations[i];
        buf_printf(&out, "[%s %u-%u/%u]", view->sequence.lifelines[bar->lifeline].title,
                   bar->first + 1, bar->last + 1, bar->level);
    }
    for (size_t i = 0; i < view->note_count; i++)
        buf_printf(&out, "\n%s", view->notes[i]);
    return buf_text(&out);
}

#define SHOP                                                                                      \
    "context 'c' actor 'u' service 'a' { context = 'c', dependencies = { sync 'b' { "             \
    "timeout = '200ms', retry = { max_attempts = 2 }, circuit_breaker = { } } } } service 'b' { " \
    "context = 'c' } service 'd' { context = 'c' } topic 't' "

static void expect(const char *declarations, const char *view_name, const char *expected)
{
    struct model_fixture fixture;
    char text[2048];
    snprintf(text, sizeof text, "%s%s", SHOP, declarations);
    TEST_TEXT(play(&fixture, text, view_name), expected);
    model_close(&fixture);
}

static void test_calls_and_replies(void)
{
    expect("scenario 's' { 'u -> a: GET /', 'a -> b: POST /x', 'b --> a: 201', 'a --> u: 404' }",
           "scenario:s",
           "1. u -> a GET /\n"
           "2. a -> b POST /x (200 ms ×2) breaker\n"
           "b --> a 201\n"
           "a --x u 404\n"
           "[a 1-4/0][b 2-3/0]");
}

static void test_without_replies_work_ends_when_the_caller_goes_on(void)
{
    expect("scenario 's' { 'u -> a', 'a -> b', 'b -> d', 'a -> d', 'u -> d' }", "scenario:s",
           "1. u -> a\n2. a -> b (200 ms ×2) breaker\n3. b -> d\n4. a -> d\n5. u -> d\n"
           "[a 1-4/0][b 2-3/0][d 3-3/0][d 4-4/0][d 5-5/0]");
}

static void test_messages_and_self_calls(void)
{
    expect("scenario 's' { 'a ->> t: x', 't ->> d: x', 'd -> d: think', 'note d: done' }",
           "scenario:s",
           "1. a ->> t x\n2. t ->> d x\n3. d -> d think\nd note d done\n"
           "[a 1-1/0][d 2-3/0][d 3-3/1]");
}

static void test_calling_back_lies_on_the_bar(void)
{
    expect("scenario 's' { 'a -> b', 'b -> a', 'a --> b', 'b --> a' }", "scenario:s",
           "1. a -> b (200 ms ×2) breaker\n2. b -> a\na --> b\nb --> a\n"
           "[a 1-4/0][b 1-4/0][a 2-3/1]");
}

static void test_frames(void)
{
    expect("scenario 's' { 'u -> a', alt 'ok' { 'a -> b', opt 'more' { 'b -> d' }, 'b --> a: 1' }, "
           "otherwise 'no' { 'a --> u: error' }, 'a --> u: done', loop 'x' { } }",
           "scenario:s",
           "1. u -> a\n"
           "alt{ 0-3 ok\n"
           "2. a -> b (200 ms ×2) breaker\n"
           "opt{ 2-3 more\n3. b -> d\nopt} 2-3\n"
           "b --> a 1\n"
           "alt| 0-3 no\n"
           "a --x u error\n"
           "alt} 0-3\n"
           "a --> u done\n"
           "loop{ 0-3 x\nloop} 0-3\n"
           "[a 1-11/0][b 3-7/0][d 5-5/0]");
}

/* What replied in one compartment has not done so in the next. */
static void test_compartments_begin_alike(void)
{
    expect("scenario 's' { 'a -> b', alt 'x' { 'b --> a' }, otherwise 'y' { 'b --> a' } }",
           "scenario:s",
           "1. a -> b (200 ms ×2) breaker\nalt{ 0-1 x\nb --> a\nalt| 0-1 y\nb --> a\nalt} 0-1\n"
           "[a 1-5/0][b 1-5/0]");
}

static void test_frames_without_anybody_are_nothing(void)
{
    expect("scenario 's' { alt 'x' { }, otherwise 'y' { }, loop 'z' { opt 'w' { } } }",
           "scenario:s", "\nnobody takes part: there is nothing to draw");
}

/* Each waits for the other, thousands deep, and then come frames. */
static void test_calls_that_nobody_answers_stay_cheap(void)
{
    enum { CALLS = 20000, FRAMES = 500 };
    struct arena arena = {0};
    struct bars bars = {.arena = &arena};
    for (uint32_t i = 0; i < CALLS + FRAMES; i++) {
        const struct lunette_step step = {
            .role = LUNETTE_STEP_CALL, .from = i % 2, .to = 1 - i % 2};
        if (i >= CALLS)
            bars_open_frame(&bars);
        bars_follow(&bars, i, &step, false, false);
        if (i >= CALLS)
            bars_close_frame(&bars, true);
    }
    size_t count;
    const struct lunette_activation *list = bars_list(&bars, &count);
    TEST(count == CALLS + FRAMES + 1);
    TEST(list[0].last == CALLS + FRAMES - 1);
    TEST(list[1].level == 0 && list[3].level == 1);
    arena_reset(&arena);
}

#define SAGA(more)                                                                            \
    "saga 'g' { orchestrator = 'a', " more " steps = { step 'one' { service = 'a', action = " \
    "'make', compensation = 'unmake' }, step 'two' { service = 'b', action = 'hold', "        \
    "compensation = false, timeout = '1s' }, step 'three' { service = 'd', action = 'pay', "  \
    "pivot = true }, step 'four' { service = 'b', action = 'send', retryable = true } } }"
#define FORWARD \
    "1. a -> a make\n2. a -> b hold (1 s)\n3. a -> d pay <pivot>\n4. a -> b send <retried>\n"

static void test_saga_fails_at_its_pivot(void)
{
    expect(SAGA(""), "saga:g",
           FORWARD "a === a when three fails\n5. a -> d pay <pivot>\nd --x a fails\n"
                   "b note b nothing to undo\n6. a ~> a unmake\n"
                   "[a 1-4/0][a 1-1/1][b 2-2/0][d 3-3/0][b 4-4/0][a 6-9/0][d 6-7/0][a 9-9/1]");
}

static void test_saga_fails_where_one_chooses(void)
{
    expect(SAGA(""), "saga:g?fail=one",
           FORWARD "a === a when one fails\n5. a -> a make\na note a fails\n"
                   "[a 1-4/0][a 1-1/1][b 2-2/0][d 3-3/0][b 4-4/0][a 6-6/0][a 6-6/1]");
    expect(SAGA(""), "saga:g?fail=four",
           FORWARD "a === a when four fails\n5. a -> b send <retried>\nb --x a fails\n"
                   "[a 1-4/0][a 1-1/1][b 2-2/0][d 3-3/0][b 4-4/0][a 6-7/0][b 6-7/0]\n"
                   "four comes after the pivot: it is tried again until it succeeds, nothing is "
                   "undone");
}

static void test_parallel_compensation_is_a_frame(void)
{
    expect(SAGA("compensation_strategy = 'parallel',"), "saga:g",
           FORWARD "a === a when three fails\n5. a -> d pay <pivot>\nd --x a fails\n"
                   "par{ 0-1 in any order\nb note b nothing to undo\npar| 0-1\n6. a ~> a unmake\n"
                   "par} 0-1\n"
                   "[a 1-4/0][a 1-1/1][b 2-2/0][d 3-3/0][b 4-4/0][a 6-11/0][d 6-7/0][a 11-11/1]");
}

static void test_choreography_passes_it_on(void)
{
    expect(
        "saga 'g' { coordination = 'choreography', steps = { step 'one' { service = 'a', action = "
        "'make', compensation = 'unmake' }, step 'two' { service = 'b', action = 'hold' } } }",
        "saga:g",
        "1. a ->> a make\n2. a ->> b hold\na === a when two fails\n3. a ->> b hold\n"
        "b --x a fails\n4. b ~> a unmake\n"
        "[a 1-2/0][b 2-2/0][a 4-5/0][b 4-5/0][b 6-6/0][a 6-6/0]");
}

static void test_views_are_found_by_name(void)
{
    expect("scenario 'Buy / now' { 'u -> a' }", "scenario:Buy-now", "1. u -> a\n[a 1-1/0]");
    expect("scenario 's' { 'u -> a' } view 'mine' { kind = 'sequence', around = 's' }", "mine",
           "1. u -> a\n[a 1-1/0]");
    expect("scenario 's' { 'u -> a' }", "scenario:", "no such view");
    expect("scenario 's' { 'u -> a' } view 'mine' { kind = 'saga' }", "mine", "no such view");
}

int main(void)
{
    test_calls_and_replies();
    test_without_replies_work_ends_when_the_caller_goes_on();
    test_messages_and_self_calls();
    test_calling_back_lies_on_the_bar();
    test_frames();
    test_compartments_begin_alike();
    test_frames_without_anybody_are_nothing();
    test_calls_that_nobody_answers_stay_cheap();
    test_saga_fails_at_its_pivot();
    test_saga_fails_where_one_chooses();
    test_parallel_compensation_is_a_frame();
    test_choreography_passes_it_on();
    test_views_are_found_by_name();
    return test_done();
}
