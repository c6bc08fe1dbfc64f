#include "plantuml.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "scene/palette.h"
#include "scene/roles.h"
#include "words.h"

/* PlantUML's preprocessor reads %functions(), $variables and !directives, its labels Creole (**,
 * //, __, --, ~~, [[links]], <tags>) and & entities: such characters are written as <U+0025>.
 * What is doubled in Creole may stand alone; some commands take no text that begins with a mark. */
static bool is_plain(uint32_t before, uint32_t code_point)
{
    if (code_point >= 0x80 || isalnum((int)code_point))
        return true;
    if (!before || !code_point)
        return false;
    if (strchr("/-_.=", (int)code_point))
        return before != code_point;
    return strchr(" ,:+()?", (int)code_point) != NULL;
}

static void put_escape(struct pen *pen, uint32_t code_point)
{
    char text[16];
    snprintf(text, sizeof text, "<U+%04X>", (unsigned)code_point);
    pen_put(pen, text);
}

static const struct words_format format = {"\\n", is_plain, put_escape};

static void put_head(struct pen *pen, const struct lunette_view *view)
{
    pen_put(pen, "@startuml\n");
    words_put_title(pen, &format, "title ", view->title);
    pen_put(pen, "skinparam shadowing false\nskinparam defaultFontName Helvetica\n");
}

/* What was left out stands below the picture. */
static void put_foot(struct pen *pen, const struct lunette_view *view)
{
    if (view->note_count)
        pen_put(pen, "legend left\n");
    for (size_t i = 0; i < view->note_count; i++) {
        words_put(pen, &format, view->notes[i]);
        pen_put(pen, "\n");
    }
    pen_put(pen, view->note_count ? "endlegend\n@enduml\n" : "@enduml\n");
}

/* ---- graphs ---- */

static const char *const elements[LUNETTE_BOX_ROLE_COUNT] = {
    [LUNETTE_BOX_SERVICE] = "rectangle",  [LUNETTE_BOX_DATASTORE] = "database",
    [LUNETTE_BOX_TOPIC] = "queue",        [LUNETTE_BOX_GATEWAY] = "boundary",
    [LUNETTE_BOX_ACTOR] = "actor",        [LUNETTE_BOX_EXTERNAL] = "rectangle",
    [LUNETTE_BOX_CONTEXT] = "usecase",    [LUNETTE_BOX_COLLAPSED] = "collections",
};

/* Line, and the same in the direction that a tall picture takes. */
static const char *const arrows[LUNETTE_LINE_ROLE_COUNT] = {
    [LUNETTE_LINE_CALL] = "-[bold]->",     [LUNETTE_LINE_OPTIONAL_CALL] = "-[dotted]->",
    [LUNETTE_LINE_MESSAGE] = "-[dashed]->>", [LUNETTE_LINE_DATA] = "-->>",
    [LUNETTE_LINE_ROUTE] = "-->",          [LUNETTE_LINE_RELATIONSHIP] = "--",
    [LUNETTE_LINE_SYMMETRIC] = "-[bold]-", [LUNETTE_LINE_SEPARATE] = "-[dotted]-",
    [LUNETTE_LINE_DEAD_LETTER] = "-[dashed]->>", [LUNETTE_LINE_OWNS] = "--",
};

/* Colours are written as PlantUML has them: #fill;line:edge. */
static void put_colors(struct pen *pen, const struct lunette_box *box)
{
    const struct theme_role *role = &theme_roles[roles_of_box(box)];
    pen_put(pen, " ");
    pen_put(pen, palette_color(pen->canvas, role->fill, false));
    if (box->role == LUNETTE_BOX_EXTERNAL)
        pen_put(pen, ";line.dashed");
    pen_put(pen, ";line:");
    pen_put(pen, palette_color(pen->canvas,
                               box->marks.count ? theme_roles[roles_of_marks(&box->marks)].fill
                                                : role->edge,
                               false) +
                     1);
    pen_put(pen, "\n");
}

static void put_box(struct pen *pen, const struct lunette_graph_view *graph, size_t index)
{
    const struct lunette_box *box = &graph->boxes[index];
    pen_put(pen, elements[box->role]);
    pen_put(pen, " \"");
    words_put_box(pen, &format, box);
    words_put_id(pen, "\" as n", index);
    put_colors(pen, box);
}

static void put_group(struct pen *pen, const struct lunette_graph_view *graph, int32_t index)
{
    const struct lunette_group *group = &graph->groups[index];
    pen_put(pen, "package \"");
    words_put(pen, &format, group->title);
    if (group->subtitle)
        pen_put(pen, format.line_end);
    words_put(pen, &format, group->subtitle);
    words_put_id(pen, "\" as g", (size_t)index);
    pen_put(pen, " {\n");
    for (size_t i = 0; i < graph->group_count; i++)
        if (graph->groups[i].parent == index)
            put_group(pen, graph, (int32_t)i);
    for (size_t i = 0; i < graph->box_count; i++)
        if (graph->boxes[i].group == index)
            put_box(pen, graph, i);
    pen_put(pen, "}\n");
}

static void put_line(struct pen *pen, const struct lunette_line *line)
{
    bool has_words = line->label || line->from_label || line->to_label || line->breaker ||
                     line->weight > 1 || line->marks.count;
    words_put_id(pen, "n", line->from);
    pen_put(pen, " ");
    pen_put(pen, arrows[line->role]);
    words_put_id(pen, " n", line->to);
    pen_put(pen, has_words ? " : " : "");
    if (has_words && !words_put_line(pen, &format, line))
        pen_put(pen, "…");
    pen_put(pen, "\n");
}

void plantuml_write_graph(const struct lunette_view *view, struct lunette_canvas *canvas)
{
    const struct lunette_graph_view *graph = &view->graph;
    bool is_wide = graph->direction == LUNETTE_DIRECTION_RIGHT ||
                   graph->direction == LUNETTE_DIRECTION_LEFT;
    struct pen pen;
    pen_start(&pen, canvas);
    put_head(&pen, view);
    pen_put(&pen, is_wide ? "left to right direction\n" : "top to bottom direction\n");
    for (size_t i = 0; i < graph->group_count; i++)
        if (graph->groups[i].parent < 0)
            put_group(&pen, graph, (int32_t)i);
    for (size_t i = 0; i < graph->box_count; i++)
        if (graph->boxes[i].group < 0)
            put_box(&pen, graph, i);
    for (size_t i = 0; i < graph->line_count; i++)
        put_line(&pen, &graph->lines[i]);
    put_foot(&pen, view);
    pen_finish(&pen);
}

/* ---- sequences ---- */

static const char *const participants[LUNETTE_BOX_ROLE_COUNT] = {
    [LUNETTE_BOX_SERVICE] = "participant", [LUNETTE_BOX_DATASTORE] = "database",
    [LUNETTE_BOX_TOPIC] = "queue",         [LUNETTE_BOX_GATEWAY] = "boundary",
    [LUNETTE_BOX_ACTOR] = "actor",         [LUNETTE_BOX_EXTERNAL] = "participant",
    [LUNETTE_BOX_CONTEXT] = "participant", [LUNETTE_BOX_COLLAPSED] = "collections",
};

static const char *const step_arrows[LUNETTE_STEP_ROLE_COUNT] = {
    [LUNETTE_STEP_CALL] = "->",         [LUNETTE_STEP_MESSAGE] = "->>",
    [LUNETTE_STEP_REPLY] = "-->",       [LUNETTE_STEP_FAILURE] = "-[#b3261e]->x",
    [LUNETTE_STEP_COMPENSATION] = "-[#a85b00]>",
};

static const char *const frames[LUNETTE_FRAME_COUNT] = {
    [LUNETTE_FRAME_ALT] = "alt", [LUNETTE_FRAME_OPT] = "opt",
    [LUNETTE_FRAME_LOOP] = "loop", [LUNETTE_FRAME_PAR] = "par",
    [LUNETTE_FRAME_CRITICAL] = "critical",
};

static void put_frame(struct pen *pen, const struct lunette_step *step)
{
    if (step->role == LUNETTE_STEP_CLOSE) {
        pen_put(pen, "end\n");
        return;
    }
    pen_put(pen, step->role == LUNETTE_STEP_OPEN ? frames[step->frame] : "else");
    pen_put(pen, " ");
    words_put(pen, &format, step->label);
    pen_put(pen, "\n");
}

static void put_note(struct pen *pen, const struct lunette_step *step)
{
    words_put_id(pen, "note over l", step->from);
    if (step->to != step->from)
        words_put_id(pen, ", l", step->to);
    pen_put(pen, " : ");
    words_put_step(pen, &format, step);
    pen_put(pen, "\n");
}

static void put_step(struct pen *pen, const struct lunette_step *step)
{
    if (step->role >= LUNETTE_STEP_OPEN) {
        put_frame(pen, step);
    } else if (step->role == LUNETTE_STEP_DIVIDER) {
        pen_put(pen, "== ");
        words_put(pen, &format, step->label);
        pen_put(pen, " ==\n");
    } else if (step->role == LUNETTE_STEP_NOTE) {
        put_note(pen, step);
    } else {
        words_put_id(pen, "l", step->from);
        pen_put(pen, " ");
        pen_put(pen, step_arrows[step->role]);
        words_put_id(pen, " l", step->to);
        pen_put(pen, " : ");
        words_put_step(pen, &format, step);
        pen_put(pen, "\n");
    }
}

void plantuml_write_sequence(const struct lunette_view *view, struct lunette_canvas *canvas)
{
    const struct lunette_sequence_view *sequence = &view->sequence;
    struct pen pen;
    pen_start(&pen, canvas);
    put_head(&pen, view);
    for (size_t i = 0; i < sequence->lifeline_count; i++) {
        pen_put(&pen, participants[sequence->lifelines[i].role]);
        pen_put(&pen, " \"");
        words_put(&pen, &format, sequence->lifelines[i].title);
        words_put_id(&pen, "\" as l", i);
        pen_put(&pen, "\n");
    }
    for (size_t i = 0; i < sequence->step_count; i++)
        put_step(&pen, &sequence->steps[i]);
    put_foot(&pen, view);
    pen_finish(&pen);
}
