/* Children that answer, crash, hang and lie; and the frames of their answers. */
#include "jail/child.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jail/sanitized.h"
#include "jail/worker.h"
#include "test.h"

static enum child_state wait_for(struct child *child, char *why)
{
    enum child_state state = CHILD_BUSY;
    while (state == CHILD_BUSY) {
        struct pollfd wanted = {.fd = child->pipe, .events = POLLIN};
        state = child_look(child, poll(&wanted, 1, 20) > 0, why);
    }
    return state;
}

static int answer(struct worker *worker, void *context)
{
    worker_warn(worker, "careful\n", 8);
    worker_file(worker, "a.svg", context, strlen(context));
    return 1;
}

static void test_answer(void)
{
    static char text[] = "<svg/>";
    struct child child = {.process = 0};
    char why[CHILD_WHY_SIZE];
    struct frame frame;
    size_t at = 0;
    TEST(child_start(&child, answer, text, 5000));
    TEST(wait_for(&child, why) == CHILD_DONE);
    TEST(child.reply.status == 1);
    TEST(reply_next(&child.reply, &at, &frame) && frame.type == FRAME_WARN && frame.length == 8);
    TEST(reply_next(&child.reply, &at, &frame) && frame.type == FRAME_FILE);
    TEST(frame.name_length == 5 && memcmp(frame.name, "a.svg", 5) == 0);
    TEST(frame.length == strlen(text) && memcmp(frame.bytes, text, frame.length) == 0);
    TEST(!reply_next(&child.reply, &at, &frame) && at == child.reply.whole);
    child_end(&child);
    TEST(child.process == 0);
}

enum { MUCH = 3 << 20 };

static int answer_much(struct worker *worker, void *context)
{
    static char much[MUCH];
    (void)context;
    memset(much, 'm', sizeof much);
    worker_file(worker, "a.png", much, sizeof much);
    return 0;
}

static void test_much(void)
{
    struct child child = {.process = 0};
    char why[CHILD_WHY_SIZE];
    struct frame frame;
    size_t at = 0;
    TEST(child_start(&child, answer_much, NULL, 20000));
    TEST(wait_for(&child, why) == CHILD_DONE);
    TEST(reply_next(&child.reply, &at, &frame) && frame.length == MUCH);
    child_end(&child);
}

/* ---- children that are lost ---- */

static int crash(struct worker *worker, void *context)
{
    (void)context;
    worker_warn(worker, "half\n", 5);
    signal(SIGSEGV, SIG_DFL);
    return raise(SIGSEGV);
}

static int leave(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    _exit(7);
}

static int run_out_of_memory(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    _exit(2); /* as mem.h does */
}

static int hang(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    while (pause() < 0)
        continue;
    return 0;
}

static int lie(struct worker *worker, void *context)
{
    (void)context;
    const struct frame_header header = {.type = 99};
    frame_write_bytes(worker->pipe, &header, sizeof header);
    return 0;
}

static int claim(struct worker *worker, void *context)
{
    (void)context;
    worker_end(worker, 9);
    return 0;
}

static void expect_lost(int (*work)(struct worker *, void *), uint32_t time_ms, const char *words)
{
    struct child child = {.process = 0};
    char why[CHILD_WHY_SIZE] = "";
    TEST(child_start(&child, work, NULL, time_ms));
    TEST(wait_for(&child, why) == CHILD_LOST);
    TEST_TEXT(why, words);
    child_end(&child);
}

static void test_lost(void)
{
    expect_lost(crash, 5000, "died of SIGSEGV");
    expect_lost(leave, 5000, "ended early with status 7");
    expect_lost(run_out_of_memory, 5000, "had no more memory");
    expect_lost(hang, 200, "took longer than 0.2 s");
    expect_lost(lie, 5000, "sent a message of an unknown kind");
    expect_lost(claim, 5000, "ended with an unknown status");
}

/* Ending one that is still at work leaves nobody behind. */
static void test_end(void)
{
    struct child child = {.process = 0};
    TEST(child_start(&child, hang, NULL, 60000));
    pid_t process = child.process;
    child_end(&child);
    TEST(kill(process, 0) != 0);
}

/* ---- replies that come in pieces, one after the other ---- */

static void test_pieces(void)
{
    struct buf wire = {0};
    struct reply reply = {.status = 0};
    const char end[] = {0};
    int ends[2];
    frame_add(&wire, &(struct frame){.type = FRAME_WARN, .bytes = "one\n", .length = 4});
    frame_add(&wire, &(struct frame){.type = FRAME_END, .bytes = end, .length = 1});
    TEST(pipe(ends) == 0);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < wire.length; i++) {
            TEST(write(ends[1], wire.data + i, 1) == 1);
            TEST(reply_read(&reply, ends[0]) ==
                 (i + 1 < wire.length ? REPLY_PARTIAL : REPLY_WHOLE));
        }
        struct frame frame;
        size_t at = 0;
        TEST(reply_next(&reply, &at, &frame) && frame.length == 4);
        reply_clear(&reply);
        at = 0;
        TEST(!reply_next(&reply, &at, &frame));
    }
    close(ends[1]);
    TEST(reply_read(&reply, ends[0]) == REPLY_CLOSED);
    close(ends[0]);
    reply_free(&reply);
    buf_free(&wire);
}

int main(void)
{
    test_answer();
    test_much();
    test_lost();
    test_end();
    test_pieces();
    return test_done();
}
