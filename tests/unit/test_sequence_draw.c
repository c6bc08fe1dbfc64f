/* How the sequence renderer arranges rows, and the same rows as Mermaid and PlantUML. */
#include "canvas.h"
#include "sequence/draw.h"
#include "sequence/rows.h"
#include "svg_check.h"
#include "test.h"
#include "text/mermaid.h"
#include "text/plantuml.h"

enum { LIFELINES = 4, NESTED = 64, LONG = 60 };

static const struct lunette_lifeline lifelines[LIFELINES] = {
    {.id = "l-0", .title = "one"},
    {.id = "l-1", .title = "two"},
    {.id = "l-2", .title = "three"},
    {.id = "l-3", .title = "four"},
};

static struct lunette_sequence_view sequence_of(const struct lunette_step *steps, size_t count)
{
    return (struct lunette_sequence_view){
        .lifelines = lifelines, .lifeline_count = LIFELINES, .steps = steps, .step_count = count};
}

/* Measured and placed in memory of the canvas. */
static struct rows *place(struct test_canvas *canvas, const struct lunette_sequence_view *view,
                          struct measure **measure)
{
    *measure = measure_make(view, &canvas->canvas);
    return rows_place(*measure);
}

static void test_words_of_a_long_arrow_keep_to_the_caller(void)
{
    static const struct lunette_step steps[] = {
        {.role = LUNETTE_STEP_CALL,
         .from = 0,
         .to = 3,
         .breaker = true,
         .label = "words that are a little longer than there is room beside two heads"},
        {.role = LUNETTE_STEP_REPLY, .from = 3, .to = 0, .label = "back"},
    };
    struct lunette_sequence_view view = sequence_of(steps, 2);
    struct test_canvas canvas = canvas_new(0);
    struct measure *measure;
    place(&canvas, &view, &measure);
    struct measure_span span = measure_words_span(measure, &steps[0]);
    TEST(span.left > measure->centers[0] + MEASURE_SIGN_PX && span.right < measure->centers[1]);
    TEST(measure->steps[0].line_count > 1);
    TEST(measure->steps[0].width <= span.right - span.left);
    span = measure_words_span(measure, &steps[1]);
    TEST(span.left > measure->centers[2] && span.right < measure->centers[3]);
    canvas_free(&canvas);
}

static void test_a_number_is_never_alone(void)
{
    static const struct lunette_step steps[] = {
        {.role = LUNETTE_STEP_CALL,
         .from = 0,
         .to = 1,
         .number = "7",
         .label = "a.word.without.any.blank.that.is.far.too.long.for.one.line.of.a.label"},
        {.role = LUNETTE_STEP_CALL, .from = 0, .to = 1, .number = "8"},
    };
    struct lunette_sequence_view view = sequence_of(steps, 2);
    struct test_canvas canvas = canvas_new(0);
    struct measure *measure;
    place(&canvas, &view, &measure);
    TEST(measure->steps[0].line_count > 1);
    TEST(strncmp(measure->steps[0].lines[0], "7. a.word", 9) == 0);
    TEST_TEXT(measure->steps[1].lines[0], "8. ");
    canvas_free(&canvas);
}

static void test_a_note_over_several_fits_between_them(void)
{
    static const struct lunette_step steps[] = {
        {.role = LUNETTE_STEP_NOTE,
         .from = 1,
         .to = 2,
         .label = "a note over two of them, which is wrapped at its own width"}};
    struct lunette_sequence_view view = sequence_of(steps, 1);
    struct test_canvas canvas = canvas_new(0);
    struct measure *measure;
    place(&canvas, &view, &measure);
    TEST(measure->centers[2] - measure->centers[1] >= measure->steps[0].width);
    TEST(measure->steps[0].line_count > 1);
    canvas_free(&canvas);
}

static void test_high_bars_lie_on_each_other(void)
{
    struct lunette_activation bars[NESTED];
    struct lunette_step steps[2] = {{.role = LUNETTE_STEP_CALL, .from = 0, .to = 1, .label = "x"},
                                    {.role = LUNETTE_STEP_CALL, .from = 1, .to = 1, .label = "y"}};
    for (uint32_t i = 0; i < NESTED; i++)
        bars[i] = (struct lunette_activation){.lifeline = 1, .first = 0, .last = 1, .level = i};
    struct lunette_sequence_view view = sequence_of(steps, 2);
    view.activations = bars;
    view.activation_count = NESTED;
    struct test_canvas canvas = canvas_new(0);
    struct measure *measure;
    struct rows *rows = place(&canvas, &view, &measure);
    TEST(measure->reaches[1] == MEASURE_BAR_PX / 2.0 + (MEASURE_LEVELS - 1) * MEASURE_SHIFT_PX);
    TEST(rows->rows[0].to_level == MEASURE_LEVELS - 1);
    canvas_free(&canvas);
}

static bool holds(const struct scene_box *outer, const struct scene_box *inner)
{
    return inner->x > outer->x && inner->y > outer->y &&
           inner->x + inner->width < outer->x + outer->width &&
           inner->y + inner->height < outer->y + outer->height;
}

static void test_frames_nest(void)
{
    struct lunette_step steps[2 * NESTED + 1];
    for (size_t i = 0; i < NESTED; i++) {
        steps[i] = (struct lunette_step){.role = LUNETTE_STEP_OPEN,
                                         .frame = i % LUNETTE_FRAME_COUNT,
                                         .from = 3,
                                         .to = 3,
                                         .label = "a guard of a few words"};
        steps[NESTED + 1 + i] =
            (struct lunette_step){.role = LUNETTE_STEP_CLOSE, .from = 3, .to = 3};
    }
    steps[NESTED] = (struct lunette_step){
        .role = LUNETTE_STEP_CALL, .from = 3, .to = 3, .label = "to itself at the right edge"};
    struct lunette_sequence_view view = sequence_of(steps, 2 * NESTED + 1);
    struct test_canvas canvas = canvas_new(0);
    struct measure *measure;
    struct rows *rows = place(&canvas, &view, &measure);
    TEST(rows->frame_count == NESTED);
    for (size_t i = 0; i + 1 < rows->frame_count; i++)
        TEST(holds(&rows->frames[i].box, &rows->frames[i + 1].box));
    TEST(rows->right >= rows->frames[0].box.x + rows->frames[0].box.width);
    canvas_free(&canvas);
}

/* ---- whole pictures ---- */

static struct test_canvas draw(const struct lunette_sequence_view *sequence, const char *format)
{
    const struct lunette_view view = {.name = "scenario:s",
                                      .kind = "scenario",
                                      .title = "S",
                                      .form = LUNETTE_SEQUENCE_VIEW,
                                      .sequence = *sequence};
    struct test_canvas canvas = canvas_new(0);
    if (strcmp(format, "mermaid") == 0)
        mermaid_write_sequence(&view, &canvas.canvas);
    else if (strcmp(format, "plantuml") == 0)
        plantuml_write_sequence(&view, &canvas.canvas);
    else
        draw_write(&view, format, &canvas.canvas);
    return canvas;
}

static void test_nothing_is_drawn(void)
{
    static const struct lunette_sequence_view nothing = {0};
    struct test_canvas canvas = draw(&nothing, "svg");
    TEST(strstr(canvas.text, "</svg>") && svg_is_inert(canvas.text));
    canvas_free(&canvas);
}

static void test_heads_come_again_below_long_ones(void)
{
    struct lunette_step steps[LONG];
    for (size_t i = 0; i < LONG; i++)
        steps[i] =
            (struct lunette_step){.id = "s", .role = LUNETTE_STEP_CALL, .to = 1, .label = "x"};
    struct lunette_sequence_view view = sequence_of(steps, LONG);
    struct test_canvas canvas = draw(&view, "svg");
    TEST(count_text(canvas.text, ">three</text>") == 2);
    canvas_free(&canvas);
    view.step_count = 1;
    canvas = draw(&view, "svg");
    TEST(count_text(canvas.text, ">three</text>") == 1);
    canvas_free(&canvas);
}

static const struct lunette_mark mark = {LUNETTE_WARNING, "calls/slow", "slow"};
static const struct lunette_step few[] = {
    {.role = LUNETTE_STEP_OPEN, .frame = LUNETTE_FRAME_OPT, .to = 1, .label = "a \"guard\""},
    {.role = LUNETTE_STEP_CALL,
     .to = 1,
     .number = "1",
     .label = "!end; #1",
     .aside = "2 s",
     .breaker = true,
     .marks = {&mark, 1}},
    {.role = LUNETTE_STEP_ELSE, .frame = LUNETTE_FRAME_OPT, .to = 1},
    {.role = LUNETTE_STEP_FAILURE, .from = 1, .label = ": no"},
    {.role = LUNETTE_STEP_CLOSE, .frame = LUNETTE_FRAME_OPT, .to = 1},
    {.role = LUNETTE_STEP_NOTE, .to = 1},
};

static void expect_text(const char *format, const char *expected)
{
    struct lunette_sequence_view view = sequence_of(few, COUNT(few));
    view.lifeline_count = 2;
    struct test_canvas canvas = draw(&view, format);
    TEST_TEXT(canvas.text, expected);
    canvas_free(&canvas);
}

static void test_as_mermaid(void)
{
    expect_text("mermaid",
                "sequenceDiagram\n  accTitle: S\n  participant l0 as one\n  participant l1 as two\n"
                "  opt a #34;guard#34;\n"
                "  l0->>l1: 1. !end#59; #35;1<br/>(2 s)<br/>(circuit breaker)<br/>"
                "warning#58; calls/slow\n"
                "  end\nopt \n  l1--xl0: #58; no\n  end\n  Note over l0,l1: …\n");
}

static void test_as_plantuml(void)
{
    expect_text(
        "plantuml",
        "@startuml\ntitle S\nskinparam shadowing false\nskinparam defaultFontName Helvetica\n"
        "participant \"one\" as l0\nparticipant \"two\" as l1\n"
        "opt a <U+0022>guard<U+0022>\n"
        "l0 -> l1 : 1. <U+0021>end<U+003B> <U+0023>1\\n(2 s)\\n"
        "(circuit breaker)\\nwarning: calls/slow\n"
        "else \nl1 -[#b3261e]->x l0 : <U+003A> no\nend\nnote over l0, l1 : …\n@enduml\n");
}

int main(void)
{
    test_words_of_a_long_arrow_keep_to_the_caller();
    test_a_number_is_never_alone();
    test_a_note_over_several_fits_between_them();
    test_high_bars_lie_on_each_other();
    test_frames_nest();
    test_nothing_is_drawn();
    test_heads_come_again_below_long_ones();
    test_as_mermaid();
    test_as_plantuml();
    return test_done();
}
