#include "view/sequence.h"

#include "base/room.h"
#include "view/boxes.h"
#include "view/ids.h"
#include "view/labels.h"
#include "view/marks.h"

void sequence_open(struct sequence *sequence, const struct lunette_model *model,
                   struct arena *arena)
{
    *sequence = (struct sequence){.bars.arena = arena};
    picture_open(&sequence->picture, model, arena);
    sequence->picture.grouping = PICTURE_UNGROUPED;
}

void sequence_close(struct sequence *sequence)
{
    picture_close(&sequence->picture);
}

bool sequence_find(struct sequence *sequence, const struct lunette_ref *ref, uint32_t *lifeline)
{
    int32_t box = boxes_place_ref(&sequence->picture, ref, LUNETTE_BOX_EXTERNAL);
    *lifeline = box < 0 ? 0 : (uint32_t)box;
    return box >= 0;
}

/* ---- rows ---- */

static const struct {
    bool is_numbered, is_said; /* is_said: between two lifelines, which work meanwhile */
} roles[LUNETTE_STEP_ROLE_COUNT] = {
    [LUNETTE_STEP_CALL] = {true, true},         [LUNETTE_STEP_MESSAGE] = {true, true},
    [LUNETTE_STEP_COMPENSATION] = {true, true}, [LUNETTE_STEP_REPLY] = {false, true},
    [LUNETTE_STEP_FAILURE] = {false, true},
};

static bool is_idle(const struct sequence *sequence, uint32_t lifeline)
{
    enum lunette_box_role role = sequence->picture.boxes[lifeline].box.role;
    return role == LUNETTE_BOX_ACTOR || role == LUNETTE_BOX_TOPIC;
}

void sequence_show(struct sequence *sequence, const struct lunette_item *item)
{
    ROOM_FOR_ONE(sequence->picture.arena, sequence, stands, stand_count, stand_capacity);
    sequence->stands[sequence->stand_count++] =
        (struct sequence_stand){item, sequence->step_count - 1};
}

void sequence_add(struct sequence *sequence, struct lunette_step step)
{
    struct arena *arena = sequence->picture.arena;
    ROOM_FOR_ONE(arena, sequence, steps, step_count, step_capacity);
    step.id = labels_number(arena, "step-", sequence->step_count + 1);
    if (roles[step.role].is_numbered)
        step.number = labels_number(arena, "", ++sequence->number);
    if (roles[step.role].is_said)
        bars_follow(&sequence->bars, (uint32_t)sequence->step_count, &step,
                    is_idle(sequence, step.from), is_idle(sequence, step.to));
    if (step.role == LUNETTE_STEP_DIVIDER)
        bars_end_all(&sequence->bars);
    sequence->steps[sequence->step_count++] = step;
    if (step.item)
        sequence_show(sequence, step.item);
}

/* ---- frames ---- */

void sequence_open_frame(struct sequence *sequence, enum lunette_frame frame, const char *guard,
                         const struct lunette_item *item)
{
    bars_open_frame(&sequence->bars);
    sequence_add(sequence,
                 (struct lunette_step){
                     .role = LUNETTE_STEP_OPEN, .frame = frame, .label = guard, .item = item});
}

void sequence_else_frame(struct sequence *sequence, enum lunette_frame frame, const char *guard,
                         const struct lunette_item *item)
{
    bars_else_frame(&sequence->bars);
    sequence_add(sequence,
                 (struct lunette_step){
                     .role = LUNETTE_STEP_ELSE, .frame = frame, .label = guard, .item = item});
}

/* What is in an alternative without another, an option or a loop may not happen at all. */
static bool is_certain(const struct sequence *sequence, enum lunette_frame frame)
{
    size_t compartments = sequence->bars.frames[sequence->bars.frame_count - 1].compartments + 1;
    return frame == LUNETTE_FRAME_ALT
               ? compartments > 1
               : frame == LUNETTE_FRAME_PAR || frame == LUNETTE_FRAME_CRITICAL;
}

void sequence_close_frame(struct sequence *sequence, enum lunette_frame frame)
{
    bars_close_frame(&sequence->bars, is_certain(sequence, frame));
    sequence_add(sequence, (struct lunette_step){.role = LUNETTE_STEP_CLOSE, .frame = frame});
}

/* How far the frame reaches that is open at a row; grown by what is in it. */
struct reach {
    size_t opened_at;
    uint32_t from, to;
};

static void reach_grow(struct reach *reach, uint32_t from, uint32_t to)
{
    reach->from = from < reach->from ? from : reach->from;
    reach->to = to > reach->to ? to : reach->to;
}

/* All rows of one frame know how far it reaches; an empty one goes all the way. */
static void set_reach(struct sequence *sequence, const struct reach *reach, size_t closed_at)
{
    bool is_empty = reach->from > reach->to;
    size_t depth = 0;
    for (size_t i = reach->opened_at; i <= closed_at; i++) {
        struct lunette_step *step = &sequence->steps[i];
        depth += step->role == LUNETTE_STEP_OPEN;
        if (depth == 1 && step->role >= LUNETTE_STEP_OPEN) {
            step->from = is_empty ? 0 : reach->from;
            step->to = is_empty ? (uint32_t)sequence->picture.box_count - 1 : reach->to;
        }
        depth -= step->role == LUNETTE_STEP_CLOSE;
    }
}

static void measure_frames(struct sequence *sequence)
{
    struct reach *open = arena_array(sequence->picture.arena, sequence->step_count, sizeof *open);
    size_t depth = 0;
    for (size_t i = 0; i < sequence->step_count; i++) {
        const struct lunette_step *step = &sequence->steps[i];
        if (step->role == LUNETTE_STEP_OPEN)
            open[depth++] = (struct reach){.opened_at = i, .from = UINT32_MAX};
        else if (step->role == LUNETTE_STEP_CLOSE && depth-- > 1)
            reach_grow(&open[depth - 1], open[depth].from, open[depth].to);
        else if (step->role < LUNETTE_STEP_DIVIDER && depth > 0)
            reach_grow(&open[depth - 1], step->from < step->to ? step->from : step->to,
                       step->from > step->to ? step->from : step->to);
        if (step->role == LUNETTE_STEP_CLOSE)
            set_reach(sequence, &open[depth], i);
    }
}

/* ---- the view ---- */

static const struct lunette_lifeline *list_lifelines(struct sequence *sequence)
{
    const struct picture *picture = &sequence->picture;
    struct lunette_lifeline *list = arena_array(picture->arena, picture->box_count, sizeof *list);
    struct ids ids = {.arena = picture->arena, .taken = {.arena = picture->arena}};
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct lunette_box *box = &picture->boxes[i].box;
        list[i] = (struct lunette_lifeline){
            .id = ids_make(&ids, arena_format(picture->arena, "lifeline-%s",
                                              labels_slug(picture->arena, box->title))),
            .role = box->role,
            .title = box->title,
            .technology = box->technology ? box->technology
                          : box->item     ? NULL
                                          : "not declared",
            .marks = box->marks,
            .item = box->item,
        };
    }
    ids_free(&ids);
    return list;
}

static void place_marks(struct sequence *sequence, const struct view_options *options)
{
    struct picture *picture = &sequence->picture;
    struct map places = {0};
    if (options->no_findings || !options->finding_count)
        return;
    for (size_t i = 0; i < sequence->stand_count; i++)
        marks_may_stand(&places, sequence->stands[i].item,
                        &sequence->steps[sequence->stands[i].step].marks);
    for (size_t i = 0; i < picture->stand_count; i++)
        marks_may_stand(&places, picture->stands[i].item,
                        &picture->boxes[picture->stands[i].box].box.marks);
    marks_place_findings(&places, picture->arena, options);
    map_free(&places);
}

/* Frames without anybody in them are no picture. */
static void leave_empty(struct sequence *sequence)
{
    sequence->step_count = 0;
    picture_add_note(&sequence->picture, "nobody takes part: there is nothing to draw");
}

struct lunette_sequence_view sequence_finish(struct sequence *sequence,
                                             const struct view_options *options)
{
    if (!sequence->picture.box_count)
        leave_empty(sequence);
    measure_frames(sequence);
    place_marks(sequence, options);
    struct lunette_sequence_view view = {
        .lifelines = list_lifelines(sequence),
        .lifeline_count = sequence->picture.box_count,
        .steps = sequence->steps,
        .step_count = sequence->step_count,
    };
    view.activations = bars_list(&sequence->bars, &view.activation_count);
    return view;
}
