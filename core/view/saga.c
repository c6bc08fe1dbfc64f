#include "view/saga.h"

#include <string.h>

#include "view/labels.h"

struct play {
    struct sequence *sequence;
    const struct lunette_saga *saga;
    bool is_choreographed; /* each participant tells the next */
};

static const struct lunette_saga_step *step_at(const struct play *play, size_t index)
{
    return play->saga->steps.items[index];
}

/* Who tells the participant of this step what to do. */
static const struct lunette_ref *teller_of(const struct play *play, size_t index)
{
    if (!play->is_choreographed)
        return &play->saga->orchestrator;
    return &step_at(play, index > 0 ? index - 1 : index)->service;
}

static bool find_ends(const struct play *play, const struct lunette_ref *teller, size_t index,
                      struct lunette_step *step)
{
    return sequence_find(play->sequence, teller, &step->from) &&
           sequence_find(play->sequence, &step_at(play, index)->service, &step->to);
}

static const char *badge_of(const struct lunette_saga_step *step)
{
    if (step->pivot == LUNETTE_YES)
        return "pivot";
    return step->retryable == LUNETTE_YES ? "retried" : NULL;
}

static void do_step(const struct play *play, size_t index)
{
    const struct lunette_saga_step *from = step_at(play, index);
    struct arena *arena = play->sequence->picture.arena;
    struct lunette_step step = {
        .role = play->is_choreographed ? LUNETTE_STEP_MESSAGE : LUNETTE_STEP_CALL,
        .label = labels_cut(arena, from->action ? from->action : from->item.name, SIZE_MAX),
        .aside = labels_duration(arena, from->timeout_ms),
        .badge = badge_of(from),
        .item = &from->item,
    };
    if (find_ends(play, teller_of(play, index), index, &step))
        sequence_add(play->sequence, step);
}

static void fail_step(const struct play *play, size_t index)
{
    do_step(play, index);
    struct lunette_step step = {.role = LUNETTE_STEP_FAILURE, .label = "fails"};
    if (!find_ends(play, teller_of(play, index), index, &step))
        return;
    uint32_t teller = step.from;
    if (step.from == step.to)
        step.role = LUNETTE_STEP_NOTE;
    step.from = step.to;
    step.to = teller;
    sequence_add(play->sequence, step);
}

/* Back along the chain: in a choreography the one that came after says that it is off. */
static void undo_step(const struct play *play, size_t index)
{
    const struct lunette_saga_step *done = step_at(play, index);
    const struct lunette_ref *teller =
        play->is_choreographed ? &step_at(play, index + 1)->service : teller_of(play, index);
    struct lunette_step step = {.item = &done->item};
    if (!find_ends(play, teller, index, &step))
        return;
    if (done->compensation && *done->compensation) {
        step.role = LUNETTE_STEP_COMPENSATION;
        step.label = labels_cut(play->sequence->picture.arena, done->compensation, SIZE_MAX);
    } else {
        step.role = LUNETTE_STEP_NOTE;
        step.from = step.to;
        step.label = done->compensation ? "nothing to undo" : "no compensation";
    }
    sequence_add(play->sequence, step);
}

static void undo_before(const struct play *play, size_t failed)
{
    bool at_once =
        play->saga->compensation_strategy == LUNETTE_COMPENSATION_PARALLEL && failed > 1;
    if (at_once)
        sequence_open_frame(play->sequence, LUNETTE_FRAME_PAR, "in any order", NULL);
    for (size_t index = failed; index-- > 0;) {
        undo_step(play, index);
        if (at_once && index > 0)
            sequence_else_frame(play->sequence, LUNETTE_FRAME_PAR, NULL, NULL);
    }
    if (at_once)
        sequence_close_frame(play->sequence, LUNETTE_FRAME_PAR);
}

/* ---- which step fails ---- */

static size_t find_pivot(const struct lunette_saga *saga)
{
    for (size_t i = 0; i < saga->steps.count; i++)
        if (saga->steps.items[i]->pivot == LUNETTE_YES)
            return i;
    return saga->steps.count - 1;
}

static size_t choose_failure(const struct play *play)
{
    const char *choice = play->sequence->choice;
    const char *name = choice && strncmp(choice, "fail=", 5) == 0 ? choice + 5 : NULL;
    for (size_t i = 0; name && i < play->saga->steps.count; i++)
        if (strcmp(labels_name(&step_at(play, i)->item), name) == 0)
            return i;
    if (choice)
        picture_add_note(&play->sequence->picture, "the saga has no step for '%s'", choice);
    return find_pivot(play->saga);
}

static void play_failure(const struct play *play)
{
    struct sequence *sequence = play->sequence;
    size_t failed = choose_failure(play);
    const struct lunette_saga_step *step = step_at(play, failed);
    sequence_add(sequence,
                 (struct lunette_step){
                     .role = LUNETTE_STEP_DIVIDER,
                     .label = arena_format(sequence->picture.arena, "when %s fails",
                                           labels_name(&step->item)),
                 });
    fail_step(play, failed);
    if (failed > find_pivot(play->saga))
        picture_add_note(&sequence->picture,
                         "%s comes after the pivot: it is tried again until it succeeds, nothing "
                         "is undone",
                         labels_name(&step->item));
    else
        undo_before(play, failed);
}

void saga_play(struct sequence *sequence)
{
    const struct lunette_saga *saga = (const struct lunette_saga *)sequence->entity;
    struct play play = {
        .sequence = sequence,
        .saga = saga,
        .is_choreographed = saga->coordination == LUNETTE_CHOREOGRAPHY || !saga->orchestrator.name,
    };
    for (size_t i = 0; i < saga->steps.count; i++)
        do_step(&play, i);
    if (saga->steps.count > 0)
        play_failure(&play);
}
