#include "page/assets.h"

static const unsigned char frame[] = {
#include "page/page.html.inc"
};
static const unsigned char style[] = {
#include "page/page.css.inc"
};
static const unsigned char script[] = {
#include "page/page.js.inc"
};
static const unsigned char style_hash[] = {
#include "page/page.css.hash.inc"
};
static const unsigned char script_hash[] = {
#include "page/page.js.hash.inc"
};

const struct asset asset_frame = {frame, sizeof frame};
const struct asset asset_style = {style, sizeof style};
const struct asset asset_script = {script, sizeof script};
const struct asset asset_style_hash = {style_hash, sizeof style_hash};
const struct asset asset_script_hash = {script_hash, sizeof script_hash};
