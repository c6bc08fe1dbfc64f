#include "scene/roles.h"

static const enum scene_role box_roles[LUNETTE_BOX_ROLE_COUNT] = {
    [LUNETTE_BOX_SERVICE] = SCENE_SERVICE, [LUNETTE_BOX_DATASTORE] = SCENE_DATASTORE,
    [LUNETTE_BOX_TOPIC] = SCENE_TOPIC,     [LUNETTE_BOX_GATEWAY] = SCENE_GATEWAY,
    [LUNETTE_BOX_ACTOR] = SCENE_ACTOR,     [LUNETTE_BOX_EXTERNAL] = SCENE_EXTERNAL,
    [LUNETTE_BOX_CONTEXT] = SCENE_CONTEXT, [LUNETTE_BOX_COLLAPSED] = SCENE_COLLAPSED,
};

static const enum scene_role line_roles[LUNETTE_LINE_ROLE_COUNT] = {
    [LUNETTE_LINE_CALL] = SCENE_CALL,           [LUNETTE_LINE_OPTIONAL_CALL] = SCENE_OPTIONAL_CALL,
    [LUNETTE_LINE_MESSAGE] = SCENE_MESSAGE,     [LUNETTE_LINE_DATA] = SCENE_DATA,
    [LUNETTE_LINE_ROUTE] = SCENE_ROUTE,         [LUNETTE_LINE_RELATIONSHIP] = SCENE_RELATIONSHIP,
    [LUNETTE_LINE_SYMMETRIC] = SCENE_SYMMETRIC, [LUNETTE_LINE_SEPARATE] = SCENE_SEPARATE,
    [LUNETTE_LINE_DEAD_LETTER] = SCENE_DEAD_LETTER, [LUNETTE_LINE_OWNS] = SCENE_OWNS,
};

static const enum scene_role step_roles[LUNETTE_STEP_ROLE_COUNT] = {
    [LUNETTE_STEP_CALL] = SCENE_CALL,
    [LUNETTE_STEP_MESSAGE] = SCENE_SENDING,
    [LUNETTE_STEP_REPLY] = SCENE_REPLY,
    [LUNETTE_STEP_FAILURE] = SCENE_FAILURE,
    [LUNETTE_STEP_COMPENSATION] = SCENE_COMPENSATION,
    [LUNETTE_STEP_NOTE] = SCENE_REMARK,
    [LUNETTE_STEP_DIVIDER] = SCENE_DIVIDER,
    [LUNETTE_STEP_OPEN] = SCENE_FRAGMENT,
    [LUNETTE_STEP_ELSE] = SCENE_FRAGMENT,
    [LUNETTE_STEP_CLOSE] = SCENE_FRAGMENT,
};

static const enum scene_role group_roles[] = {
    [LUNETTE_SUBDOMAIN_UNSAID] = SCENE_GROUP,
    [LUNETTE_SUBDOMAIN_CORE] = SCENE_CORE_GROUP,
    [LUNETTE_SUBDOMAIN_SUPPORTING] = SCENE_SUPPORTING_GROUP,
    [LUNETTE_SUBDOMAIN_GENERIC] = SCENE_GENERIC_GROUP,
};

static bool is_core_context(const struct lunette_item *item)
{
    if (!item || item->kind != LUNETTE_CONTEXT)
        return false;
    return ((const struct lunette_context *)item)->subdomain == LUNETTE_SUBDOMAIN_CORE;
}

enum scene_role roles_of_box(const struct lunette_box *box)
{
    if (box->role == LUNETTE_BOX_CONTEXT && is_core_context(box->item))
        return SCENE_CORE_CONTEXT;
    if (box->item && box->item->kind == LUNETTE_BROKER)
        return SCENE_BROKER;
    return box_roles[box->role];
}

enum scene_role roles_of_tint(const struct lunette_box *box)
{
    static const enum scene_role tints[] = {
        [LUNETTE_CRITICALITY_LOW] = SCENE_LOW,
        [LUNETTE_CRITICALITY_MEDIUM] = SCENE_MEDIUM,
        [LUNETTE_CRITICALITY_HIGH] = SCENE_HIGH,
        [LUNETTE_CRITICALITY_CRITICAL] = SCENE_CRITICAL,
    };
    return box->emphasis ? tints[box->emphasis] : roles_of_box(box);
}

enum scene_role roles_of_lifeline(const struct lunette_lifeline *lifeline)
{
    return box_roles[lifeline->role];
}

enum scene_role roles_of_step(enum lunette_step_role role)
{
    return step_roles[role];
}

enum scene_role roles_of_line(enum lunette_line_role role)
{
    return line_roles[role];
}

enum scene_role roles_of_group(const struct lunette_group *group)
{
    if (!group->item && group->emphasis == LUNETTE_SUBDOMAIN_UNSAID)
        return SCENE_OTHERS;
    if (group->item && group->item->kind == LUNETTE_MESH)
        return SCENE_MESH;
    bool team = group->item && group->item->kind == LUNETTE_TEAM;
    return team ? SCENE_TEAM : group_roles[group->emphasis];
}

enum scene_role roles_of_marks(const struct lunette_marks *marks)
{
    enum lunette_severity worst = LUNETTE_NOTE;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].severity > worst)
            worst = marks->items[i].severity;
    return worst == LUNETTE_ERROR     ? SCENE_ERROR_MARK
           : worst == LUNETTE_WARNING ? SCENE_WARNING_MARK
                                      : SCENE_NOTE_MARK;
}
