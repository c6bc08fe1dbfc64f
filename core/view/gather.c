#include "view/gather.h"

#include "view/boxes.h"
#include "view/labels.h"

enum { NAMES_COLUMNS = 36, NAMES_LINES = 4 };

const char *gather_word(const struct picture *picture)
{
    return picture->grouping == PICTURE_BY_OWNER ? "teams" : "contexts";
}

/* ---- by which way lines lead ---- */

enum way { NO_WAY = 0, WAY_IN = 1, WAY_OUT = 2, BOTH_WAYS = WAY_IN | WAY_OUT, WAY_COUNT };

static void add_way(const struct picture *picture, enum way *ways, uint32_t box, enum way way)
{
    if (picture->boxes[box].home >= 0 && !picture->boxes[box].core)
        ways[picture->boxes[box].home] |= way;
}

/* Of each group, for the boxes in it that may be collapsed. */
static enum way *find_ways(const struct picture *picture)
{
    enum way *ways = arena_array(picture->arena, picture->group_count, sizeof *ways);
    for (size_t i = 0; i < picture->edge_count; i++) {
        add_way(picture, ways, picture->edges[i].from, WAY_IN);
        add_way(picture, ways, picture->edges[i].to, WAY_OUT);
    }
    return ways;
}

/* Those of one way get a group around them; returns how many they are, 0: too few. */
static size_t gather(struct picture *picture, const struct gathered *gathered, const enum way *ways,
                     enum way way)
{
    static const char *const titles[] = {
        [WAY_IN] = "From %zu %s", [WAY_OUT] = "To %zu %s", [BOTH_WAYS] = "To and from %zu %s"};
    size_t count = 0;
    for (int32_t i = 0; i < gathered->first_group; i++)
        count += ways[i] == way;
    if (count < 2)
        return 0;
    const char *title = arena_format(picture->arena, titles[way], count, gather_word(picture));
    int32_t group =
        picture_add_group(picture, NULL, (struct lunette_group){.title = title, .parent = -1});
    for (size_t i = 0; i < picture->box_count; i++) {
        struct picture_box *box = &picture->boxes[i];
        if (box->home >= 0 && box->home < gathered->first_group && !box->core &&
            ways[box->home] == way)
            box->home = group;
    }
    for (int32_t i = 0; i < gathered->first_group; i++)
        if (ways[i] == way)
            gathered->into[i] = group;
    return count;
}

/* ---- naming them ---- */

/* "ctx-1, ctx-2, ctx-3," and so on in the box, as far as there is room. */
static void list_names(struct picture *picture, int32_t number, const char *const *names,
                       size_t count)
{
    struct arena *arena = picture->arena;
    char *line = NULL;
    size_t lines = 1;
    for (size_t i = 0; i < count; i++) {
        char *longer = line ? arena_format(arena, "%s, %s", line, names[i])
                            : arena_format(arena, "%s", names[i]);
        if (!line || labels_width(longer) <= NAMES_COLUMNS) {
            line = longer;
            continue;
        }
        if (lines++ == NAMES_LINES) {
            line = arena_format(arena, "%s and %zu more", line, count - i);
            break;
        }
        boxes_add_fact(picture, number, arena_format(arena, "%s,", line));
        line = arena_format(arena, "%s", names[i]);
    }
    boxes_add_fact(picture, number, line);
}

struct gathered gather_start(struct picture *picture)
{
    const enum way *ways = find_ways(picture);
    struct gathered gathered = {
        .first_group = (int32_t)picture->group_count,
        .into = arena_array(picture->arena, picture->group_count, sizeof(int32_t)),
    };
    for (enum way way = WAY_IN; way < WAY_COUNT; way++)
        gathered.count += gather(picture, &gathered, ways, way);
    return gathered;
}

void gather_finish(struct picture *picture, const struct gathered *gathered)
{
    const char **names = arena_array(picture->arena, (size_t)gathered->first_group, sizeof *names);
    for (size_t i = 0; i < picture->box_count; i++) {
        int32_t home = picture->boxes[i].home;
        size_t count = 0;
        if (home < gathered->first_group)
            continue;
        for (int32_t j = 0; j < gathered->first_group; j++)
            if (gathered->into[j] == home)
                names[count++] = picture->groups[j].title;
        list_names(picture, (int32_t)i, names, count);
    }
    picture_add_note(picture,
                     "%zu %s around are drawn together by which way their lines lead: their own "
                     "views tell them apart",
                     gathered->count, gather_word(picture));
}
