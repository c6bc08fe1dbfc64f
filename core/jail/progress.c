#include "jail/progress.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/columns.h"
#include "jail/frame.h"
#include "jail/say.h"

enum { QUIET_MS = 1000 };

static const char erase[] = "\r\033[K";

void progress_start(struct progress *progress)
{
    *progress = (struct progress){.from_ms = clock_now_ms() + QUIET_MS};
}

/* One less than there are: a full line would wrap, and only its second half be erased. */
static size_t columns_left(void)
{
    size_t columns = columns_of(STDERR_FILENO);
    return columns ? columns - 1 : 0;
}

void progress_show(struct progress *progress, const char *words, size_t length)
{
    struct buf line = {0}, text = {0};
    size_t columns = columns_left();
    if (clock_now_ms() < progress->from_ms)
        return;
    say_add_escaped(&text, words, length);
    buf_add_text(&line, erase);
    buf_add(&line, buf_text(&text), text.length < columns ? text.length : columns);
    /* Nothing is lost with it. */
    (void)frame_write_bytes(STDERR_FILENO, line.data, line.length);
    progress->shown = true;
    buf_free(&line);
    buf_free(&text);
}

void progress_hide(struct progress *progress)
{
    if (progress->shown)
        (void)frame_write_bytes(STDERR_FILENO, erase, sizeof erase - 1);
    progress->shown = false;
}
