#ifndef VIEW_JSON_H
#define VIEW_JSON_H

/*
 * JSON documents over jansson: one object {"ilp": 1, "type": ...}, every key
 * always there (null where unknown), keys in the order they are added.
 * Memory is jansson's until json_finish; running out of it ends the process,
 * so nothing here fails.  Source: ilp-args(7) JSON.
 */

#include <jansson.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "text/front.h"

/* A new document of that type. */
json_t *json_doc(const char *type);
/* Adds the document with an indent of two, and a newline; frees it. */
void json_finish(struct buf *out, json_t *doc);
/* The same in one line. */
void json_line(struct buf *out, json_t *doc);

/* Sets a key to value, which the object takes over. */
void json_put(json_t *object, const char *key, json_t *value);
/* NULL is null; bytes that are no UTF-8 (of file names) become U+FFFD. */
void json_put_text(json_t *object, const char *key, const char *text);
/*
 * A number written as text: integers as integers, decimals with at most 15
 * digits; text that is no number stays text, NULL is null.
 */
void json_put_number(json_t *object, const char *key, const char *text);
/* A count from 1; 0 (unknown) is null. */
void json_put_count(json_t *object, const char *key, size_t n);
/* A share of 0-1; NAN is null. */
void json_put_share(json_t *object, const char *key, double share);
/* Always a list, also of none. */
void json_put_strs(json_t *object, const char *key, const struct strs *l);

/* The same values without a key, as items of lists. */
json_t *json_text(const char *text);
json_t *json_strs(const struct strs *l);
void json_add(json_t *list, json_t *value);
/* The YAML of an unknown key: text, list or object. */
json_t *json_node(const struct front_node *n);

/* The check document: findings[{path, line, col, severity, ...}]. */
json_t *json_findings(const struct diags *d);

#endif
