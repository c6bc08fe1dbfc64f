#include "emit/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/utf8.h"

/* yaml.h wants bytes it may not change as bytes it may. */
static yaml_char_t *bytes_of(const char *text)
{
    return (yaml_char_t *)(uintptr_t)text;
}

static int add_bytes(void *out, unsigned char *bytes, size_t length)
{
    buf_add(out, (const char *)bytes, length);
    return 1;
}

/* ---- what is in it ---- */

static bool text_has_bidi(const struct tree_text *text)
{
    for (size_t at = 0; at < text->length;) {
        uint32_t code_point;
        at += utf8_decode(text->bytes + at, text->length - at, &code_point);
        if (code_point >= 0x80 && utf8_is_control(code_point))
            return true;
    }
    return false;
}

/* Text that would be shown in another order than it has, or not at all, is escaped; the emitter can do so
 * for a whole document only. */
static bool has_bidi(const struct tree *tree)
{
    bool found = tree->type == TREE_TEXT && text_has_bidi(&tree->of.text);
    for (size_t i = 0; tree->type == TREE_LIST && i < tree->of.list.count && !found; i++)
        found = has_bidi(&tree->of.list.items[i]);
    for (size_t i = 0; tree->type == TREE_MAP && i < tree->of.map.count && !found; i++)
        found =
            text_has_bidi(&tree->of.map.entries[i].key) || has_bidi(&tree->of.map.entries[i].value);
    return found;
}

/* ---- events ---- */

static bool emit_scalar(yaml_emitter_t *emitter, const char *bytes, size_t length,
                        yaml_scalar_style_t style)
{
    yaml_event_t event;
    return yaml_scalar_event_initialize(&event, NULL, NULL, bytes_of(bytes), (int)length, 1, 1,
                                        style) &&
           yaml_emitter_emit(emitter, &event);
}

static bool emit_literal(yaml_emitter_t *emitter, const char *word)
{
    return emit_scalar(emitter, word, strlen(word), YAML_PLAIN_SCALAR_STYLE);
}

static bool emit_number(yaml_emitter_t *emitter, const struct tree *tree)
{
    char room[TREE_NUMBER_SIZE];
    tree_number_text(tree, room);
    return emit_literal(emitter, room);
}

static bool emit_text(yaml_emitter_t *emitter, const struct tree_text *text, bool may_be_block)
{
    yaml_scalar_style_t style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (yaml_is_plain(text->bytes, text->length))
        style = YAML_PLAIN_SCALAR_STYLE;
    else if (may_be_block && yaml_is_block(text->bytes, text->length))
        style = YAML_LITERAL_SCALAR_STYLE;
    else if (yaml_is_quotable(text->bytes, text->length))
        style = YAML_SINGLE_QUOTED_SCALAR_STYLE;
    return emit_scalar(emitter, text->bytes, text->length, style);
}

static bool emit_tree(yaml_emitter_t *emitter, const struct tree *tree);

static bool emit_list(yaml_emitter_t *emitter, const struct tree *tree)
{
    yaml_event_t event;
    bool well =
        yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE) &&
        yaml_emitter_emit(emitter, &event);
    for (size_t i = 0; i < tree->of.list.count && well; i++)
        well = emit_tree(emitter, &tree->of.list.items[i]);
    return well && yaml_sequence_end_event_initialize(&event) && yaml_emitter_emit(emitter, &event);
}

static bool emit_map(yaml_emitter_t *emitter, const struct tree *tree)
{
    yaml_event_t event;
    bool well =
        yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE) &&
        yaml_emitter_emit(emitter, &event);
    for (size_t i = 0; i < tree->of.map.count && well; i++)
        well = emit_text(emitter, &tree->of.map.entries[i].key, false) &&
               emit_tree(emitter, &tree->of.map.entries[i].value);
    return well && yaml_mapping_end_event_initialize(&event) && yaml_emitter_emit(emitter, &event);
}

static bool emit_tree(yaml_emitter_t *emitter, const struct tree *tree)
{
    switch (tree->type) {
    case TREE_NULL: return emit_literal(emitter, "null");
    case TREE_BOOL: return emit_literal(emitter, tree->of.flag ? "true" : "false");
    case TREE_INTEGER:
    case TREE_NUMBER: return emit_number(emitter, tree);
    case TREE_TEXT: return emit_text(emitter, &tree->of.text, true);
    case TREE_LIST: return emit_list(emitter, tree);
    case TREE_MAP: return emit_map(emitter, tree);
    }
    return false;
}

static bool emit_start(yaml_emitter_t *emitter)
{
    yaml_event_t event;
    return yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING) &&
           yaml_emitter_emit(emitter, &event) &&
           yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1) &&
           yaml_emitter_emit(emitter, &event);
}

static bool emit_end(yaml_emitter_t *emitter)
{
    yaml_event_t event;
    return yaml_document_end_event_initialize(&event, 1) && yaml_emitter_emit(emitter, &event) &&
           yaml_stream_end_event_initialize(&event) && yaml_emitter_emit(emitter, &event);
}

bool yaml_add_document(struct buf *out, const struct tree *tree)
{
    yaml_emitter_t emitter;
    if (!yaml_emitter_initialize(&emitter))
        return false;
    yaml_emitter_set_output(&emitter, add_bytes, out);
    yaml_emitter_set_unicode(&emitter, !has_bidi(tree));
    yaml_emitter_set_width(&emitter, -1);
    yaml_emitter_set_indent(&emitter, 2);
    bool well = emit_start(&emitter) && emit_tree(&emitter, tree) && emit_end(&emitter);
    yaml_emitter_delete(&emitter);
    return well;
}
