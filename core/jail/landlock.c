#include "jail/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/sanitized.h"

/* The kernel's binary interface is newer than the headers of the oldest system this builds on: the
 * numbers stand here, so that a binary built there still uses all that a newer kernel offers. */
enum {
    RIGHTS_VERSION_1 = 13, /* how many file rights each version knows */
    RIGHTS_VERSION_2 = 14, /* and linking or renaming across folders */
    RIGHTS_VERSION_3 = 15, /* and truncating */
    RIGHTS_VERSION_5 = 16, /* and ioctl on devices */
    VERSION_OF_NET = 4,
    VERSION_OF_SCOPES = 6,
    NET_BIND_AND_CONNECT = 3,
    SCOPE_SOCKETS_AND_SIGNALS = 3,
};

/* struct landlock_ruleset_attr of version 6. Older kernels take it when what they do not know is 0. */
struct ruleset {
    uint64_t files;
    uint64_t net;
    uint64_t scopes;
};

static const uint8_t rights_by_version[] = {
    0, RIGHTS_VERSION_1, RIGHTS_VERSION_2, RIGHTS_VERSION_3, RIGHTS_VERSION_3, RIGHTS_VERSION_5,
};

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

static struct ruleset ruleset_of_version(int version)
{
    int newest = (int)sizeof rights_by_version - 1;
    int rights = rights_by_version[version < newest ? version : newest];
    return (struct ruleset){
        .files = (UINT64_C(1) << rights) - 1,
        .net = version >= VERSION_OF_NET ? NET_BIND_AND_CONNECT : 0,
        .scopes = version >= VERSION_OF_SCOPES ? SCOPE_SOCKETS_AND_SIGNALS : 0,
    };
}

static void let_read_below(int ruleset, const char *folder)
{
    int descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    struct landlock_path_beneath_attr rule = {.allowed_access = reading, .parent_fd = descriptor};
    /* A rule that is refused leaves the folder closed: the safe side. */
    (void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(descriptor);
}

bool landlock_close(const char *const *readable)
{
    int version = landlock_version();
    if (version == 0)
        return false;
    struct ruleset wanted = ruleset_of_version(version);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &wanted, sizeof wanted, 0);
    if (ruleset < 0)
        return false;
    for (; readable && *readable; readable++)
        let_read_below(ruleset, *readable);
    /* The leak checker reads its own process's maps when the worker ends. */
    if (JAIL_SANITIZED)
        let_read_below(ruleset, "/proc");
    bool holds = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return holds;
}
