#include "view/scenario.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "view/labels.h"

/* ---- what a reply says ---- */

/* gRPC's status codes but OK (grpc/status.h), and words that begin a failure. */
static const char *const failures[] = {
    "CANCELLED",        "UNKNOWN",             "INVALID_ARGUMENT", "DEADLINE_EXCEEDED",
    "NOT_FOUND",        "ALREADY_EXISTS",      "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
    "ABORTED",          "FAILED_PRECONDITION", "OUT_OF_RANGE",     "UNIMPLEMENTED",
    "INTERNAL",         "UNAVAILABLE",         "DATA_LOSS",        "UNAUTHENTICATED",
    "error",            "failed",              "failure",          "fails",
    "timeout",          "timed out",           "rejected",         "declined",
    "refused",          "denied",
};

static bool begins_with_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncasecmp(text, word, length) == 0 && !isalnum((unsigned char)text[length]) &&
           text[length] != '_';
}

/* 4xx and 5xx of RFC 9110. */
static bool is_error_status(const char *text)
{
    return (text[0] == '4' || text[0] == '5') && isdigit((unsigned char)text[1]) &&
           isdigit((unsigned char)text[2]) && !isalnum((unsigned char)text[3]);
}

static bool is_failure(const char *text)
{
    if (!text)
        return false;
    if (is_error_status(text))
        return true;
    if (!isalpha((unsigned char)*text))
        return false;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (begins_with_word(text, failures[i]))
            return true;
    return false;
}

/* ---- rows ---- */

static bool names_operation(const struct lunette_dependency *call, const char *text)
{
    for (size_t i = 0; text && i < call->endpoints.count; i++)
        if (strcmp(call->endpoints.items[i], text) == 0)
            return true;
    return false;
}

static const struct lunette_service *service_of(const struct lunette_item *item)
{
    if (item && item->kind == LUNETTE_GATEWAY)
        item = ((const struct lunette_gateway *)item)->service.to;
    return item && item->kind == LUNETTE_SERVICE ? (const struct lunette_service *)item : NULL;
}

/* The dependency behind a call: the one that names its operation, else the first to that target. */
static const struct lunette_dependency *find_dependency(const struct lunette_message *message)
{
    const struct lunette_service *caller = service_of(message->from.to);
    const struct lunette_dependency *found = NULL;
    for (size_t i = 0; caller && message->to.to && i < caller->dependencies.count; i++) {
        const struct lunette_dependency *call = caller->dependencies.items[i];
        if (call->item.kind != LUNETTE_SYNC ||
            (call->to.to != message->to.to &&
             (!call->callee || call->callee != service_of(message->to.to))))
            continue;
        if (names_operation(call, message->text))
            return call;
        if (!found)
            found = call;
    }
    return found;
}

static enum lunette_step_role role_of(const struct lunette_message *message)
{
    switch (message->style) {
    case LUNETTE_MESSAGE_REPLY:
        return is_failure(message->text) ? LUNETTE_STEP_FAILURE : LUNETTE_STEP_REPLY;
    case LUNETTE_MESSAGE_ASYNC: return LUNETTE_STEP_MESSAGE;
    case LUNETTE_MESSAGE_NOTE: return LUNETTE_STEP_NOTE;
    default: return LUNETTE_STEP_CALL;
    }
}

static void play_message(struct sequence *sequence, const struct lunette_message *message)
{
    struct arena *arena = sequence->picture.arena;
    struct lunette_step step = {.role = role_of(message),
                                .label = labels_cut(arena, message->text, SIZE_MAX),
                                .item = &message->item};
    const struct lunette_ref *to = message->to.name ? &message->to : &message->from;
    if (!sequence_find(sequence, &message->from, &step.from) ||
        !sequence_find(sequence, to, &step.to))
        return;
    const struct lunette_dependency *call =
        step.role == LUNETTE_STEP_CALL ? find_dependency(message) : NULL;
    if (call) {
        step.aside = labels_patience(arena, call);
        step.breaker = call->breaker_in_force != NULL;
    }
    sequence_add(sequence, step);
    if (call)
        sequence_show(sequence, &call->item);
}

/* ---- blocks ---- */

static enum lunette_frame frame_of(enum lunette_kind kind)
{
    switch (kind) {
    case LUNETTE_OPT: return LUNETTE_FRAME_OPT;
    case LUNETTE_LOOP: return LUNETTE_FRAME_LOOP;
    case LUNETTE_PAR: return LUNETTE_FRAME_PAR;
    case LUNETTE_CRITICAL: return LUNETTE_FRAME_CRITICAL;
    default: return LUNETTE_FRAME_ALT;
    }
}

static void play_steps(struct sequence *sequence, const struct lunette_items *steps);

/* A block and every `otherwise` right behind it; returns how many of the steps that were. As deep as the
 * decoder lets blocks nest. */
static size_t play_block(struct sequence *sequence, const struct lunette_items *steps, size_t at)
{
    const struct lunette_block *block = (const struct lunette_block *)steps->items[at];
    enum lunette_frame frame = frame_of(block->item.kind);
    size_t taken = 1;
    sequence_open_frame(sequence, frame, block->item.name, &block->item);
    play_steps(sequence, &block->steps);
    for (; at + taken < steps->count && steps->items[at + taken]->kind == LUNETTE_OTHERWISE; taken++) {
        const struct lunette_block *other = (const struct lunette_block *)steps->items[at + taken];
        sequence_else_frame(sequence, frame, other->item.name, &other->item);
        play_steps(sequence, &other->steps);
    }
    sequence_close_frame(sequence, frame);
    return taken;
}

static void play_steps(struct sequence *sequence, const struct lunette_items *steps)
{
    for (size_t i = 0; i < steps->count;) {
        if (steps->items[i]->kind == LUNETTE_MESSAGE) {
            play_message(sequence, (const struct lunette_message *)steps->items[i]);
            i++;
        } else {
            i += play_block(sequence, steps, i);
        }
    }
}

void scenario_play(struct sequence *sequence)
{
    play_steps(sequence, &((const struct lunette_scenario *)sequence->entity)->steps);
}
