#ifndef TRACK_CASELOAD_H
#define TRACK_CASELOAD_H

/*
 * An open plan repository: its settings, its people, the files that hold
 * plans, and the plans themselves, read when they are asked for.  Also what
 * PLAN means on a command line.  Source: ilp-args(7).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "plan/plan.h"
#include "repo/repo.h"
#include "repo/snapshot.h"
#include "repo/tree.h"

/*
 * Sees each plan once while all are read, in one of several threads, and
 * returns what it makes of it, in a; that must not point into p, which is
 * gone afterwards.  So memory stays small however many plans there are.
 */
typedef void *caseload_visit(void *ctx, struct arena *a, const struct plan *p);

struct caseload {
	struct arena *a;
	struct repo repo;
	struct snapshot *snap; /* where the files come from; NULL: the folder */
	struct settings settings;
	struct people people;
	int today;
	const char *here;  /* the current folder below the root: "", "plans/9"
			      ...; NULL when outside of it */
	struct tree files; /* sorted by path; listed when first needed */
	bool listed;
	struct plan **plans; /* as files, whole; NULL until read */
	/*
	 * As files, once all were read: the plan, or with a visit only what
	 * picking plans asks for (plan_brief).
	 */
	const struct plan **brief;
	caseload_visit *visit; /* NULL: all plans are kept whole */
	void *visit_ctx;
	void **seen;	     /* as files: what visit returned */
	bool *followed;	     /* by another plan; once all are read */
	bool *retired;	     /* by one that has taken over already */
	bool all;	     /* every plan is read */
	struct arena *parts; /* of the threads that read them */
	size_t nparts;
	struct diags found; /* warnings on the way: links, odd files */
};

/*
 * Open the repository around dir (NULL: the current folder).
 * Errors: ERR_USAGE none there; ERR_INPUT ilp.yml or people.yml is wrong.
 */
int caseload_open(
    struct caseload *c, struct arena *a, const char *dir, struct err *e);
/*
 * The same for what git has stored: the plans of a commit, or (rev NULL) of
 * the index, which the next commit will hold.  A people.yml, and in the
 * index an ilp.yml, that git does not have is that of the folder.  With a
 * rev dir may lie in a bare repository.
 * Errors: also ERR_USAGE no such commit, or it has no ilp.yml; ERR_WORLD.
 * Cost: four or five children of git, and the bytes of all plans.
 */
int caseload_open_rev(struct caseload *c, struct arena *a, const char *dir,
    const char *rev, struct err *e);
void caseload_close(struct caseload *c);

/*
 * A file of the repository, from where the plans come from; as file_read.
 * Only what lies in plans/, goals/ and resources/, ilp.yml and people.yml.
 */
int caseload_bytes(const char **out, size_t *len, struct arena *a,
    const struct caseload *c, const char *path, size_t limit, struct err *e);
/* The files below a folder, as tree_list. */
int caseload_tree(struct tree *out, struct caseload *c, const char *dir,
    const char *suffix, struct diags *d, struct err *e);
/* Whether a regular file is there. */
bool caseload_has(const struct caseload *c, const char *path);

/*
 * Where the repository has no people.yml: the file that the setting
 * ilp.people of git names.  Asks git, so only who needs names calls it.
 */
int caseload_people(struct caseload *c, struct err *e);

/*
 * Forgets which files there are and what was read of them: a writer calls it
 * once it holds the lock.
 */
void caseload_forget(struct caseload *c);

/* The files that hold plans. */
int caseload_list(struct caseload *c, struct err *e);
/* One plan; read once.  A file that cannot be read is a broken plan. */
struct plan *caseload_plan(struct caseload *c, size_t i);
/* Reads all plans, on all cores; with c->visit each is shown to it. */
int caseload_load(struct caseload *c, struct err *e);
/* The plan as far as plan_brief tells it, without reading it twice. */
const struct plan *caseload_brief(struct caseload *c, size_t i);
/*
 * A copy in a of what is said about a plan as a whole: id, path, learner,
 * person, follows, year, end, groups, team, findings.  The rest is empty.
 */
struct plan *plan_brief(struct arena *a, const struct plan *p);
/* Whether plan i is current (reads all plans). */
int
caseload_current(struct caseload *c, size_t i, bool *current, struct err *e);

/* Indices into files. */
struct picks {
	size_t *v;
	size_t n;
	size_t cap;
};

struct pick_how {
	bool writer;	   /* no PLAN is a usage error */
	bool past;	   /* groups name past plans too */
	const char *group; /* --group: only plans of this group; NULL */
	const char *me;	   /* handle for @me; NULL: unknown */
};

/*
 * The plans that words name, each once, in the order named; groups by path.
 * No word: for readers ".", at the root @all.
 * Errors: ERR_USAGE for a word that names none or several (with candidates
 * or "did you mean"), all bad words in one message.
 */
int caseload_pick(struct picks *out, struct caseload *c,
    const struct strs *words, const struct pick_how *how, struct err *e);

/* True if the plan lies in the group (folder or groups:). */
bool plan_in_group(const struct plan *p, const char *group);
/* The folder below plans/ that a path lies in; "" for none; in a. */
char *path_group(struct arena *a, const char *path);

/*
 * The goal that a word names in a plan: its id or a unique prefix.
 * *id points into p.  Errors: ERR_USAGE with candidates.
 */
int goal_pick(const char **id, const struct plan *p, const char *word,
    struct arena *a, struct err *e);

#endif
