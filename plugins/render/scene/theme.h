/* How each role looks: colours, strokes, fonts and shapes, as data. */
#ifndef LUNETTE_SCENE_THEME_H
#define LUNETTE_SCENE_THEME_H

#include <stdbool.h>

#include "lunette/plugin.h"
#include "scene/text.h"

/* What a thing in a picture stands for. The order is the legend's, and that of the style rules: a
 * role drawn inside another comes later. */
enum scene_role {
    SCENE_SERVICE,
    SCENE_CRITICAL,
    SCENE_HIGH,
    SCENE_MEDIUM,
    SCENE_LOW,
    SCENE_DATASTORE,
    SCENE_TOPIC,
    SCENE_BROKER,
    SCENE_GATEWAY,
    SCENE_ACTOR,
    SCENE_EXTERNAL,
    SCENE_CONTEXT,
    SCENE_CORE_CONTEXT,
    SCENE_COLLAPSED,
    SCENE_MESH,
    SCENE_CORE_GROUP,
    SCENE_SUPPORTING_GROUP,
    SCENE_GENERIC_GROUP,
    SCENE_GROUP,
    SCENE_TEAM,
    SCENE_OTHERS,
    SCENE_CALL,
    SCENE_OPTIONAL_CALL,
    SCENE_MESSAGE,
    SCENE_DATA,
    SCENE_ROUTE,
    SCENE_RELATIONSHIP,
    SCENE_SYMMETRIC,
    SCENE_SEPARATE,
    SCENE_DEAD_LETTER,
    SCENE_OWNS,
    SCENE_FRAGMENT,
    SCENE_LIFELINE,
    SCENE_ACTIVATION,
    SCENE_SENDING,
    SCENE_REPLY,
    SCENE_FAILURE,
    SCENE_COMPENSATION,
    SCENE_REMARK,
    SCENE_DIVIDER,
    SCENE_BREAKER,
    SCENE_BADGE,
    SCENE_ERROR_MARK,
    SCENE_WARNING_MARK,
    SCENE_NOTE_MARK,
    SCENE_ROLE_COUNT
};

enum theme_color {
    THEME_PAPER,
    THEME_INK,
    THEME_MUTED,
    THEME_LINE,
    THEME_SERVICE_FILL,
    THEME_SERVICE_EDGE,
    THEME_CRITICAL_FILL,
    THEME_CRITICAL_EDGE,
    THEME_HIGH_FILL,
    THEME_HIGH_EDGE,
    THEME_MEDIUM_FILL,
    THEME_MEDIUM_EDGE,
    THEME_STORE_FILL,
    THEME_STORE_EDGE,
    THEME_TOPIC_FILL,
    THEME_TOPIC_EDGE,
    THEME_GATEWAY_FILL,
    THEME_GATEWAY_EDGE,
    THEME_ACTOR_FILL,
    THEME_ACTOR_EDGE,
    THEME_EXTERNAL_FILL,
    THEME_EXTERNAL_EDGE,
    THEME_CORE_FILL,
    THEME_CORE_EDGE,
    THEME_SUPPORTING_FILL,
    THEME_SUPPORTING_EDGE,
    THEME_GENERIC_FILL,
    THEME_GENERIC_EDGE,
    THEME_BADGE_EDGE,
    THEME_ERROR,
    THEME_WARNING,
    THEME_NOTE,
    THEME_COLOR_COUNT
};

/* Names are those of the CSS custom properties, without their dashes, and of a user's theme.
 * Ended by one without a name. A picture takes them from scene/palette.h. */
extern const struct lunette_color theme_colors[THEME_COLOR_COUNT + 1];

/* The outline a role is drawn with; lines have none. */
enum theme_shape {
    THEME_LINE_SHAPE,
    THEME_RECT,
    THEME_CYLINDER,
    THEME_LYING_CYLINDER,
    THEME_HEXAGON,
    THEME_PERSON,
    THEME_ELLIPSE,
    THEME_STACK,
    THEME_FRAME, /* around others; its texts have a halo of its fill */
    THEME_SIGN,  /* drawn by scene/signs.h */
};

enum theme_head { THEME_NO_HEAD, THEME_FILLED_HEAD, THEME_OPEN_HEAD };

struct theme_role {
    const char *class_name; /* in the style sheet, and data-kind */
    const char *legend;     /* what the legend calls it */
    enum theme_color fill, edge;
    double stroke_px;
    const char *dash; /* stroke-dasharray; NULL: solid */
    enum theme_shape shape;
    enum theme_head head;
};
extern const struct theme_role theme_roles[SCENE_ROLE_COUNT];

enum scene_text_style {
    SCENE_HEADING,
    SCENE_SUBHEADING,
    SCENE_NAME,
    SCENE_TECHNOLOGY,
    SCENE_DETAIL,
    SCENE_CAPTION,
    SCENE_SUBCAPTION,
    SCENE_FOOTNOTE,
    SCENE_LABEL, /* on a line */
    SCENE_SMALL, /* in badges and role boxes */
    SCENE_SIGN_TEXT,
    SCENE_TEXT_STYLE_COUNT
};

struct theme_text {
    const char *class_name;
    struct text_font font;
    enum theme_color color;
    bool halo; /* keeps it readable over lines */
};
extern const struct theme_text theme_texts[SCENE_TEXT_STYLE_COUNT];

#endif
