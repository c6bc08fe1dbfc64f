/* What a worker loads before its jail closes. */
#include "supervised.h"

static bool load_well(void *context)
{
    *(bool *)context = getenv("PATH") != NULL;
    return true;
}

static bool load_badly(void *context)
{
    (void)context;
    fprintf(stderr, "cannot load it\n");
    return false;
}

/* What was loaded is there; the environment, which was there then, is not. */
static int see_loaded(struct worker *worker, void *context)
{
    (void)worker;
    return *(bool *)context && getenv("PATH") == NULL ? 0 : 1;
}

int main(void)
{
    bool loaded = false;
    struct supervisor_task task = task_of(see_loaded);
    if (!enter_test_folder())
        return 1;
    task.context = &loaded;
    task.prepare = load_well;
    TEST(run_caught(&task) == 0);
    TEST(!loaded); /* only in the worker */
    task.prepare = load_badly;
    TEST(run_caught(&task) == 2);
    TEST_TEXT(err_text, "cannot load it\n");
    leave_test_folder();
    return test_done();
}
