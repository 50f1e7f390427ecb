/* Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0 */
/*
 * Lotse from C: compile a tenant's spec into an engine and score its leads.
 * docs/c_api.md has a tour and a whole program.
 *
 *  1. Every function that can fail returns a lotse_status; 0 is success and
 *     changes nothing else. The numbers are those of absl::StatusCode.
 *  2. The last parameter of such a function is a lotse_error**; it may be NULL
 *     itself. What it points to must be NULL on entry (otherwise the call is
 *     INVALID_ARGUMENT and leaves it alone). After a failure it owns an error,
 *     to be given to lotse_error_free. Nothing is allocated for it on success,
 *     and nothing is kept per thread or per process.
 *  3. Out-parameters are set to NULL or zero before anything else is looked at,
 *     so whatever a function gives may be freed whether it succeeded or not.
 *     What an out-parameter owned before is not freed.
 *  4. lotse_str is borrowed: Lotse reads it during the call only, and what
 *     Lotse gives lives as long as the handle it came from. UTF-8 where it is
 *     text. {NULL, 0} is empty; NULL with a length is INVALID_ARGUMENT.
 *  5. lotse_buf is owned by the caller and goes to lotse_buf_release.
 *  6. Each handle type has its own _free, which takes NULL. A NULL handle is
 *     INVALID_ARGUMENT anywhere else.
 *  7. Structs with struct_size begin with it: set it to sizeof, all else to 0,
 *     then what you want (LOTSE_INIT does the first two). Fields called
 *     reserved must be 0. A larger struct than this library knows is taken if
 *     what it does not know is 0, otherwise UNIMPLEMENTED; one below its
 *     _V1_SIZE or above 4096 bytes is INVALID_ARGUMENT.
 *  8. Thread tags: [any-thread] may run at the same time on the same handles;
 *     [one-thread] needs its non-const handle for itself during the call.
 *  9. Records are protobuf messages of the package lotse.v1, or their JSON
 *     (LOTSE_FORMAT_*). They are untrusted input: errors name the field and
 *     never quote a value. No function aborts, throws, prints, reads a clock, a
 *     locale, a file or the network.
 * 10. Time is microseconds since 1970-01-01T00:00:00Z, years 1 to 9999; points
 *     are billionths of a point.
 */
#ifndef LOTSE_C_LOTSE_H_
#define LOTSE_C_LOTSE_H_

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && defined(LOTSE_C_BUILDING)
#define LOTSE_EXPORT __declspec(dllexport)
#elif defined(_WIN32)
#define LOTSE_EXPORT __declspec(dllimport)
#elif defined(__GNUC__)
#define LOTSE_EXPORT __attribute__((visibility("default")))
#else
#define LOTSE_EXPORT
#endif

#ifdef __cplusplus
#define LOTSE_NOEXCEPT noexcept
extern "C" {
#else
#define LOTSE_NOEXCEPT
#endif

/* The interface this header declares. Functions and structs are only added
 * (minor); whatever else changes makes a new major and a new soname. Below 1.0
 * of Lotse a minor may still change something. */
#define LOTSE_ABI_MAJOR 0
#define LOTSE_ABI_MINOR 9

typedef int32_t lotse_status;
#define LOTSE_OK 0
#define LOTSE_INVALID_ARGUMENT 3   /* spec, facts or a parameter is wrong */
#define LOTSE_NOT_FOUND 5          /* no preset, status, fact of this name */
#define LOTSE_ALREADY_EXISTS 6     /* an assumption is a fact already */
#define LOTSE_RESOURCE_EXHAUSTED 8 /* out of memory */
/* A [one-thread] handle is in use; a state does not go with the engine, or its
 * spec lacks what is asked for. */
#define LOTSE_FAILED_PRECONDITION 9
#define LOTSE_OUT_OF_RANGE 11  /* an index is too large */
#define LOTSE_UNIMPLEMENTED 12 /* newer than this library */
#define LOTSE_INTERNAL 13      /* a bug in Lotse: please report it */

typedef struct lotse_engine lotse_engine; /* immutable, for all threads */
typedef struct lotse_session
    lotse_session;                      /* memory, for one thread at a time */
typedef struct lotse_error lotse_error; /* immutable */

typedef struct lotse_str {
  const char* ptr;
  size_t len;
} lotse_str;

typedef struct lotse_buf {
  uint8_t* ptr; /* len bytes, and one NUL after them */
  size_t len;
  void (*release)(struct lotse_buf* buf); /* NULL: nothing is owned */
  void* owner;
} lotse_buf;

/* How records are written. */
#define LOTSE_FORMAT_PROTOBUF 0
#define LOTSE_FORMAT_JSON 1          /* proto3 JSON; shorthands are read, too */
#define LOTSE_FORMAT_READABLE_JSON 2 /* for people: shorthands, indented */

/* Zeroes *options and sets its struct_size. */
#define LOTSE_INIT(options)                                           \
  do {                                                                \
    unsigned char* lotse_init_ = (unsigned char*)(options);           \
    size_t lotse_init_size_ = sizeof(*(options));                     \
    while (lotse_init_size_ > 0) lotse_init_[--lotse_init_size_] = 0; \
    (options)->struct_size = (uint32_t)sizeof(*(options));            \
  } while (0)

/* ---- Library ----------------------------------------------------------- */

/* LOTSE_ABI_MAJOR << 16 | LOTSE_ABI_MINOR of the library that was loaded. A
 * caller needs the same major and at least its own minor. [any-thread], 0.9 */
LOTSE_EXPORT uint32_t lotse_abi_version(void) LOTSE_NOEXCEPT;

/* "major.minor.patch" of Lotse; static. [any-thread], 0.9 */
LOTSE_EXPORT lotse_str lotse_version_string(void) LOTSE_NOEXCEPT;

/* 1 if the library has the feature, else 0: "score/1", "json/1", "preset/1",
 * "rates/1", "json-schema/1", "arrow/1",
 * "score-diff/1", "decide/1", "route/1", "convert/1", "history/1", "company/1",
 * "what-if/1".
 * [any-thread], 0.9 */
LOTSE_EXPORT int32_t lotse_has_feature(lotse_str id) LOTSE_NOEXCEPT;

/* Releases what *buf owns and zeroes it. NULL and zeroed ones are fine.
 * [one-thread] on buf, 0.9 */
LOTSE_EXPORT void lotse_buf_release(lotse_buf* buf) LOTSE_NOEXCEPT;

/* ---- Errors ------------------------------------------------------------ */

/* OK for NULL. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_error_code(const lotse_error* error)
    LOTSE_NOEXCEPT;

/* What is wrong and what to do about it, the path included; empty for NULL.
 * Borrowed from `error`. [any-thread], 0.9 */
LOTSE_EXPORT lotse_str lotse_error_message(const lotse_error* error)
    LOTSE_NOEXCEPT;

/* Where: "company.attributes[3].value", or the parameter of the call, such as
 * "options.as_of_micros"; empty if it is no single place. Borrowed from
 * `error`. [any-thread], 0.9 */
LOTSE_EXPORT lotse_str lotse_error_path(const lotse_error* error)
    LOTSE_NOEXCEPT;

/* How many things are wrong: all of a spec, one for other errors, 0 for NULL.
 * Beyond 1000 they are not kept. [any-thread], 0.9 */
LOTSE_EXPORT size_t lotse_error_issue_count(const lotse_error* error)
    LOTSE_NOEXCEPT;

/* The path and message of one of them, borrowed from `error`; each may be NULL.
 * Errors: INVALID_ARGUMENT (NULL error), OUT_OF_RANGE. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_error_issue(const lotse_error* error,
                                            size_t index, lotse_str* path,
                                            lotse_str* message) LOTSE_NOEXCEPT;

/* [one-thread] on error, 0.9 */
LOTSE_EXPORT void lotse_error_free(lotse_error* error) LOTSE_NOEXCEPT;

/* ---- Specs ------------------------------------------------------------- */

/* A spec to begin with, such as "b2b": out owns a lotse.v1.EngineSpec. Errors:
 * NOT_FOUND (the message lists the names), INVALID_ARGUMENT. [any-thread], 0.9
 */
LOTSE_EXPORT lotse_status lotse_preset(lotse_str name, int32_t format,
                                       lotse_buf* out,
                                       lotse_error** err) LOTSE_NOEXCEPT;

/* The JSON Schema (draft 2020-12) of lotse.v1.EngineSpec, for settings screens;
 * owned by out. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status
lotse_spec_json_schema(lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* Finds everything that is wrong with a spec: *issue_count (may be NULL), and
 * out owns a lotse.v1.SpecIssueList. A spec that cannot even be read is one
 * issue. OK whenever there is an answer. Errors: INVALID_ARGUMENT (parameters).
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_spec_validate(
    lotse_str spec, int32_t spec_format, int32_t out_format, lotse_buf* out,
    size_t* issue_count, lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Engines ----------------------------------------------------------- */

/* One unit of `from` is worth rate_nano / 1e9 of `to` from a day on. Frozen. */
typedef struct lotse_exchange_rate {
  lotse_str from; /* ISO 4217, such as "USD" */
  lotse_str to;
  int64_t rate_nano;
  int32_t date_days; /* since 1970-01-01 */
  int32_t reserved;
} lotse_exchange_rate;

typedef struct lotse_engine_options {
  uint32_t struct_size;
  int32_t spec_format; /* LOTSE_FORMAT_*; both JSON ones read the same */
  const lotse_exchange_rate*
      rates; /* NULL: money in other currencies is missing */
  size_t rates_len;
} lotse_engine_options;
#define LOTSE_ENGINE_OPTIONS_V1_SIZE \
  (offsetof(lotse_engine_options, rates_len) + sizeof(size_t))

/* Compiles a lotse.v1.EngineSpec; *out owns the engine. `options` may be NULL:
 * a spec as protobuf, no rates. Errors: INVALID_ARGUMENT with every issue.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status
lotse_engine_build(lotse_str spec, const lotse_engine_options* options,
                   lotse_engine** out, lotse_error** err) LOTSE_NOEXCEPT;

/* No call may still be using it. [one-thread] on engine, 0.9 */
LOTSE_EXPORT void lotse_engine_free(lotse_engine* engine) LOTSE_NOEXCEPT;

/* 32 hexadecimal digits that name spec and rates; empty for NULL. Borrowed from
 * `engine`. [any-thread], 0.9 */
LOTSE_EXPORT lotse_str lotse_engine_fingerprint(const lotse_engine* engine)
    LOTSE_NOEXCEPT;

/* The id of a category or veto by its index in lotse_score_result, borrowed
 * from `engine`; empty for NULL and where there is none. [any-thread], 0.9 */
LOTSE_EXPORT lotse_str lotse_engine_category(const lotse_engine* engine,
                                             int32_t index) LOTSE_NOEXCEPT;
LOTSE_EXPORT lotse_str lotse_engine_veto(const lotse_engine* engine,
                                         int32_t index) LOTSE_NOEXCEPT;

/* ---- Scores ------------------------------------------------------------ */

/* Memory that scoring reuses from call to call, with any engine: one per
 * thread. *out owns it. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_session_new(lotse_session** out,
                                            lotse_error** err) LOTSE_NOEXCEPT;

/* [one-thread] on session, 0.9 */
LOTSE_EXPORT void lotse_session_free(lotse_session* session) LOTSE_NOEXCEPT;

#define LOTSE_SCORE_CONTRIBUTIONS 1u /* flags: the report lists its parts */
/* flags: sentences name facts without their values: those that the schema
 * calls personal, or all. Not for batches. */
#define LOTSE_SCORE_NO_PERSONAL_VALUES 2u
#define LOTSE_SCORE_NO_VALUES 4u
/* flags: the report says when to score the lead again. Not for batches. */
#define LOTSE_SCORE_NEXT_CHECK 8u

typedef struct lotse_score_options {
  uint32_t struct_size;
  uint32_t flags;
  int32_t facts_format;  /* LOTSE_FORMAT_* */
  int32_t report_format; /* LOTSE_FORMAT_* */
  int64_t as_of_micros;  /* the instant of the evaluation; required, not 0 */
  int64_t previous_category_since_micros;
  lotse_str previous_category; /* id from an earlier report; empty: none */
  lotse_str language; /* of the texts: "en" (also if empty), "de", ... */
} lotse_score_options;
#define LOTSE_SCORE_OPTIONS_V1_SIZE \
  (offsetof(lotse_score_options, language) + sizeof(lotse_str))

#define LOTSE_RESULT_HAS_PROBABILITY 1u
#define LOTSE_RESULT_PROBABILITY_ASSUMED 2u

typedef struct lotse_score_result {
  uint32_t struct_size; /* set by the caller; the rest by the library */
  uint32_t flags;       /* LOTSE_RESULT_* */
  int64_t points_nano;
  double probability;            /* 0 without LOTSE_RESULT_HAS_PROBABILITY */
  int64_t category_since_micros; /* 0 without a category */
  int32_t category;              /* indices into the spec; -1: none */
  int32_t veto;
  int32_t grid_row;
  int32_t grid_column;
} lotse_score_result;
#define LOTSE_SCORE_RESULT_V1_SIZE \
  (offsetof(lotse_score_result, grid_column) + sizeof(int32_t))

/* Scores one lead, a lotse.v1.Facts: out owns a lotse.v1.ScoreReport. `session`
 * may be NULL, which is slower. Errors: INVALID_ARGUMENT with the path of the
 * field that is wrong; FAILED_PRECONDITION if the session is in use.
 * [any-thread] on engine, [one-thread] on session, 0.9 */
LOTSE_EXPORT lotse_status lotse_score(const lotse_engine* engine,
                                      lotse_session* session, lotse_str facts,
                                      const lotse_score_options* options,
                                      lotse_buf* out,
                                      lotse_error** err) LOTSE_NOEXCEPT;

/* The same score as numbers, without a report: for many leads. Only the
 * struct_size bytes of *result are written; on failure its indices are -1 and
 * the rest is 0. flags, report_format and language of the options are checked
 * and change nothing. Errors and threads as lotse_score, 0.9 */
LOTSE_EXPORT lotse_status lotse_score_numbers(
    const lotse_engine* engine, lotse_session* session, lotse_str facts,
    const lotse_score_options* options, lotse_score_result* result,
    lotse_error** err) LOTSE_NOEXCEPT;

/* Why the score of a lead changed from at_before_micros with `before` to
 * options->as_of_micros, which is not earlier, with `after` (both may be the
 * same engine): out owns a lotse.v1.ScoreDiff, whose changes add up to the
 * difference. facts_before and facts_after are lotse.v1.Facts; of each, what is
 * later than its instant does not exist. Hosts that keep the history of their
 * records give the same facts twice. The previous category of the options is
 * that of the first score. Errors: INVALID_ARGUMENT with the path of the field
 * that is wrong. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status
lotse_score_diff(const lotse_engine* before, const lotse_engine* after,
                 lotse_str facts_before, lotse_str facts_after,
                 int64_t at_before_micros, const lotse_score_options* options,
                 lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* What a lead's score would be as of options->as_of_micros if what a
 * lotse.v1.Assumptions says were known, too: out owns a lotse.v1.WhatIfReport
 * with the score as it is, as it would be, and why they differ. `assumptions`
 * is in the format of the facts. Nothing is stored. Errors: INVALID_ARGUMENT
 * with the path of the field that is wrong, which begins with "assumptions" for
 * one of theirs; NOT_FOUND for an attribute or question that the schema does
 * not have, or an entry to be removed that there is not; ALREADY_EXISTS for one
 * to be added that there is. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_what_if(const lotse_engine* engine,
                                        lotse_str facts, lotse_str assumptions,
                                        const lotse_score_options* options,
                                        lotse_buf* out,
                                        lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Lifecycles --------------------------------------------------------- */

/* flags: the decision has the score at now_micros. With it, those of
 * lotse_score_options say how it is shown. */
#define LOTSE_DECIDE_SCORE 16u

typedef struct lotse_decide_options {
  uint32_t struct_size;
  uint32_t flags;        /* LOTSE_DECIDE_SCORE */
  int32_t input_format;  /* LOTSE_FORMAT_* of facts, states and events */
  int32_t output_format; /* LOTSE_FORMAT_* */
  int64_t now_micros;    /* the host's clock; required, not 0 */
  lotse_str language;    /* of the score's texts: "en" (also if empty), ... */
} lotse_decide_options;
#define LOTSE_DECIDE_OPTIONS_V1_SIZE \
  (offsetof(lotse_decide_options, language) + sizeof(lotse_str))

/* Decides what a lotse.v1.LeadEvent means for a lead: out owns a
 * lotse.v1.Decision. `state` is the lotse.v1.LeadState that the decision before
 * gave; empty for a new lead. Nothing is lost: an event that is a duplicate,
 * too late or not taken gives a decision that says so. `session` may be NULL,
 * which is slower. Errors: INVALID_ARGUMENT with the path of the field that is
 * wrong; FAILED_PRECONDITION if the session is in use, the state is of another
 * tenant or of a spec that changed (lotse_migrate), or the engine has no
 * lifecycle. [any-thread] on engine, [one-thread] on session, 0.9 */
LOTSE_EXPORT lotse_status lotse_decide(const lotse_engine* engine,
                                       lotse_session* session, lotse_str facts,
                                       lotse_str state, lotse_str event,
                                       const lotse_decide_options* options,
                                       lotse_buf* out,
                                       lotse_error** err) LOTSE_NOEXCEPT;

/* What time alone brought up to now_micros: to be called at the next_check_at
 * of the last decision, and after facts changed. Otherwise as lotse_decide. */
LOTSE_EXPORT lotse_status lotse_tick(const lotse_engine* engine,
                                     lotse_session* session, lotse_str facts,
                                     lotse_str state,
                                     const lotse_decide_options* options,
                                     lotse_buf* out,
                                     lotse_error** err) LOTSE_NOEXCEPT;

/* Where a lead is at now_micros after all its events, in any order: the state
 * that decisions in time would have given, and the whole history as steps, to
 * be compared or stored but not carried out. Otherwise as lotse_decide; errors
 * of an event are at events[i]. */
LOTSE_EXPORT lotse_status lotse_replay(const lotse_engine* engine,
                                       lotse_session* session, lotse_str facts,
                                       const lotse_str* events,
                                       size_t events_len,
                                       const lotse_decide_options* options,
                                       lotse_buf* out,
                                       lotse_error** err) LOTSE_NOEXCEPT;

/* The state of a record that has no log, by the status that the host has given
 * it since since_micros: out owns a lotse.v1.LeadState. Makes nothing due.
 * `flags` and `language` change nothing. Errors: INVALID_ARGUMENT; NOT_FOUND if
 * no lifecycle knows the status. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_adopt(const lotse_engine* engine,
                                      lotse_str facts, lotse_str host_status,
                                      int64_t since_micros,
                                      const lotse_decide_options* options,
                                      lotse_buf* out,
                                      lotse_error** err) LOTSE_NOEXCEPT;

/* A state of an earlier spec of the same tenant, carried over: out owns a
 * lotse.v1.LeadState. Errors: INVALID_ARGUMENT; FAILED_PRECONDITION if it is of
 * another tenant or only lotse_replay can tell. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_migrate(const lotse_engine* engine,
                                        lotse_str state, int32_t state_format,
                                        int32_t out_format, lotse_buf* out,
                                        lotse_error** err) LOTSE_NOEXCEPT;

/* What the change from one engine's spec to another's means for leads that are
 * under way: out owns a lotse.v1.MigrationReport. Errors: INVALID_ARGUMENT.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_check_migration(
    const lotse_engine* before, const lotse_engine* after, int32_t out_format,
    lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Owners and work lists ---------------------------------------------- */

/* Who gets which lead: the requests of lotse.v1.Decisions go to
 * lotse_route_assign, run serially for one state; each of its assignments
 * becomes an event "assigned" for lotse_decide. All but lotse_work_item and
 * lotse_work_list fail with FAILED_PRECONDITION if the spec has no routing. */

/* A lotse.v1.AssignmentRequest with what the rules find in the lead's facts at
 * now_micros: out owns a lotse.v1.ResolvedRequest. For requests of the host's
 * own, and for those that wait when facts changed. `state`, `session`, errors
 * and threads as lotse_tick. The options' flags and language change nothing,
 * here and below. 0.9 */
LOTSE_EXPORT lotse_status lotse_route_resolve(
    const lotse_engine* engine, lotse_session* session, lotse_str facts,
    lotse_str state, lotse_str request, const lotse_decide_options* options,
    lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* The first state, with the lotse.v1.OpenAssignments that there are already,
 * in any order: out owns a lotse.v1.RoutingState. Errors: INVALID_ARGUMENT at
 * open[i]. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_route_start(const lotse_engine* engine,
                                            const lotse_str* open,
                                            size_t open_len,
                                            int32_t input_format,
                                            int32_t out_format, lotse_buf* out,
                                            lotse_error** err) LOTSE_NOEXCEPT;

/* Serves lotse.v1.ResolvedRequests and all that wait in `state`, a
 * lotse.v1.RoutingState (empty: nothing was done yet), with the people of
 * `staff`, a lotse.v1.Staff: out owns a lotse.v1.AssignResult. Store its state
 * only if the stored revision is still that of `state`; else read and call
 * again. Errors: INVALID_ARGUMENT with the path of what is wrong;
 * FAILED_PRECONDITION for a state of another tenant or routing
 * (lotse_route_migrate); RESOURCE_EXHAUSTED if too many would wait or be open.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_route_assign(
    const lotse_engine* engine, const lotse_str* requests, size_t requests_len,
    lotse_str staff, lotse_str state, const lotse_decide_options* options,
    lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* Ends assignments and takes leads out of the queue, by lotse.v1.RoutingRelease
 * records: out owns a lotse.v1.ReleaseResult. Doing it again changes nothing.
 * Errors as lotse_route_assign. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_route_release(
    const lotse_engine* engine, const lotse_str* releases, size_t releases_len,
    lotse_str state, int32_t input_format, int32_t out_format, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* A state of an older spec of the same tenant, carried over: out owns a
 * lotse.v1.MigratedRouting, which names the leads to resolve again. Errors:
 * INVALID_ARGUMENT; FAILED_PRECONDITION if it is of another tenant.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_route_migrate(
    const lotse_engine* engine, lotse_str state, int32_t input_format,
    int32_t out_format, lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* What a lotse.v1.Staff lacks for the rules from now_micros on: *gap_count (may
 * be NULL), and out owns a lotse.v1.SpecIssueList; nothing is refused for it.
 * Errors: INVALID_ARGUMENT with everything that is wrong with the staff.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status
lotse_route_check_staff(const lotse_engine* engine, lotse_str staff,
                        const lotse_decide_options* options, lotse_buf* out,
                        size_t* gap_count, lotse_error** err) LOTSE_NOEXCEPT;

/* A lead for a work list, with its score at now_micros: out owns a
 * lotse.v1.WorkItem, or nothing if the lead is closed. `state`, `session`,
 * errors and threads as lotse_tick; a lead without a lifecycle has an empty
 * state. 0.9 */
LOTSE_EXPORT lotse_status lotse_work_item(const lotse_engine* engine,
                                          lotse_session* session,
                                          lotse_str facts, lotse_str state,
                                          const lotse_decide_options* options,
                                          lotse_buf* out,
                                          lotse_error** err) LOTSE_NOEXCEPT;

/* Which leads to work on next: out owns a lotse.v1.WorkList of
 * lotse.v1.WorkItems. `list_options` are lotse.v1.WorkListOptions; empty: the
 * first 20 of all. Errors: INVALID_ARGUMENT; FAILED_PRECONDITION if the spec
 * has no work list. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_work_list(
    const lotse_engine* engine, const lotse_str* items, size_t items_len,
    lotse_str list_options, const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Companies ---------------------------------------------------------- */

/* What a lead brings to the score of its company, by its own score at
 * now_micros: out owns a lotse.v1.CompanyEntry. The options' flags and language
 * change nothing. `state` (empty: none), `session` and threads as lotse_tick.
 * Errors: those, and FAILED_PRECONDITION if the spec has no company score. 0.9
 */
LOTSE_EXPORT lotse_status lotse_company_entry(
    const lotse_engine* engine, lotse_session* session, lotse_str facts,
    lotse_str state, const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* The scores of companies from lotse.v1.CompanyEntrys in any order, each person
 * once, with everyone's share: out owns a lotse.v1.CompanyScoreList. Of the
 * flags, LOTSE_SCORE_NO_PERSONAL_VALUES and LOTSE_SCORE_NO_VALUES leave roles
 * out. Errors: INVALID_ARGUMENT at entries[i]; FAILED_PRECONDITION if the spec
 * has no company score. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status
lotse_company_scores(const lotse_engine* engine, const lotse_str* entries,
                     size_t entries_len, const lotse_decide_options* options,
                     lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Promotion, demotion and hand-over ---------------------------------- */

/* flags: the proposal also says in sentences what it proposes, in
 * options.language ("en", "de"). LOTSE_SCORE_NO_PERSONAL_VALUES and
 * LOTSE_SCORE_NO_VALUES leave values out of them. */
#define LOTSE_CONVERT_TEXTS 32u

/* Proposes what to create, link and fill when a lead becomes an opportunity:
 * out owns a lotse.v1.PromotionProposal as of options.now_micros. `candidates`
 * is a lotse.v1.PromotionCandidates, what the host found; empty: nothing.
 * Nothing is done. Errors: INVALID_ARGUMENT with the path of the field that is
 * wrong; FAILED_PRECONDITION if the engine's spec has no conversion.
 * [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_propose_promotion(
    const lotse_engine* engine, lotse_str facts, lotse_str candidates,
    const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* Says what goes back and what is kept when an opportunity becomes a lead
 * again: out owns a lotse.v1.DemotionProposal. `decision` is the
 * lotse.v1.Decision that demotes it, stored or not. Otherwise as
 * lotse_propose_promotion. */
LOTSE_EXPORT lotse_status
lotse_propose_demotion(const lotse_engine* engine, lotse_str facts,
                       lotse_str decision, const lotse_decide_options* options,
                       lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* What whoever looks after the customer needs to know when a deal is won: out
 * owns a lotse.v1.HandOverRecord. `decision` is the lotse.v1.Decision that wins
 * it; deals_won_before is how many the party had won with us already, 0 for a
 * new customer. Otherwise as lotse_propose_promotion. */
LOTSE_EXPORT lotse_status lotse_propose_hand_over(
    const lotse_engine* engine, lotse_str facts, lotse_str decision,
    int64_t deals_won_before, const lotse_decide_options* options,
    lotse_buf* out, lotse_error** err) LOTSE_NOEXCEPT;

/* ---- What histories tell ------------------------------------------------- */

/* A lead's history as it is counted: out owns a lotse.v1.LeadHistory, or
 * nothing for a lead that no event has reached. `decision` is a
 * lotse.v1.Decision whose steps are all that happened up to now_micros, as
 * lotse_replay gives it. `session`, errors and threads as lotse_tick. The
 * options' flags and language change nothing, here and below. 0.9 */
LOTSE_EXPORT lotse_status lotse_history_make(
    const lotse_engine* engine, lotse_session* session, lotse_str facts,
    lotse_str decision, const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* How soon the lead got to the person responsible for it: out owns a
 * lotse.v1.OwnerTimeCase, or nothing if nobody got it. Otherwise as
 * lotse_history_make. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_history_owner_case(
    const lotse_engine* engine, lotse_str facts, lotse_str decision,
    const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* Counts lotse.v1.LeadHistory records of one lifecycle (its name; empty: the
 * first), each lead once, and adds lotse.v1.LifecycleCounts that were counted
 * before: out owns their sum, the same in whatever parts and order it was
 * counted. Errors: INVALID_ARGUMENT with the path of what contradicts itself;
 * FAILED_PRECONDITION for records of another tenant, lifecycle or spec, or if
 * the engine has no lifecycle. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_history_count(
    const lotse_engine* engine, const lotse_str* counts, size_t counts_len,
    const lotse_str* histories, size_t histories_len, lotse_str lifecycle,
    int32_t input_format, int32_t out_format, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* What was counted tells: out owns a lotse.v1.HistoryReport of all counts, by
 * lifecycle, and of lotse.v1.OwnerTimeCases, which may be none. Figures about
 * people are computed as far as the spec's people_metrics allow, which is not
 * at all by default. Errors as lotse_history_count. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_history_report(
    const lotse_engine* engine, const lotse_str* counts, size_t counts_len,
    const lotse_str* owner_cases, size_t owner_cases_len,
    const lotse_decide_options* options, lotse_buf* out,
    lotse_error** err) LOTSE_NOEXCEPT;

/* ---- Many leads (Apache Arrow C Data Interface) ------------------------- */

/* As the Arrow specification defines them, which every Arrow library does. */
struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

#define LOTSE_MAX_THREADS 1024u

/* flags: a column for each signal, too, called as conditions call it: buyer
 * stage, engagement, questionnaires and further scores. For batches alone. */
#define LOTSE_SCORE_SIGNALS 64u

typedef struct lotse_batch_options {
  uint32_t struct_size;
  uint32_t flags;       /* LOTSE_SCORE_CONTRIBUTIONS, LOTSE_SCORE_SIGNALS */
  int64_t as_of_micros; /* the instant of the evaluation; required, not 0 */
  uint32_t threads;     /* at most LOTSE_MAX_THREADS; 0 and 1: the caller's */
  int32_t reserved;
  /* Tables of activities and of consents beside the leads, sorted as they are;
   * NULL: none, or columns of the leads. The arrays are moved in, the schemas
   * stay the caller's. Not for streams. */
  const struct ArrowSchema* activities_schema;
  struct ArrowArray* activities;
  const struct ArrowSchema* consents_schema;
  struct ArrowArray* consents;
} lotse_batch_options;
#define LOTSE_BATCH_OPTIONS_V1_SIZE \
  (offsetof(lotse_batch_options, consents) + sizeof(struct ArrowArray*))

/* Scores the leads of one array, each as lotse_score would: the same bits for
 * any number of threads. Columns are read where they lie. docs/batches.md names
 * the columns of `leads` and of *out, which has one row for each lead; a lead
 * that cannot be scored has the reason in the column `error`.
 *
 * *leads is moved in and released, whatever comes of the call; `schema` stays
 * the caller's. *out_schema and *out are the caller's to release; after a
 * failure they are released already. Errors: INVALID_ARGUMENT naming the column
 * if the array does not fit. [any-thread], 0.9 */
LOTSE_EXPORT lotse_status lotse_score_arrow(const lotse_engine* engine,
                                            const struct ArrowSchema* schema,
                                            struct ArrowArray* leads,
                                            const lotse_batch_options* options,
                                            struct ArrowSchema* out_schema,
                                            struct ArrowArray* out,
                                            lotse_error** err) LOTSE_NOEXCEPT;

/* The same for a stream: *out gives one array of scores for each array of
 * leads, which is read when it is asked for, so that memory does not grow with
 * the length of the stream. *leads is moved in; *out owns it and the engine's
 * contents, and is the caller's to release. Errors: as above, for the schema.
 * Later ones come as Arrow streams report them: get_next returns EINVAL for
 * leads that are wrong, EIO if the stream of leads failed, ENOMEM, and then
 * always; get_last_error says why, without a value of a person.
 * [any-thread], 0.9; one thread at a time on *out */
LOTSE_EXPORT lotse_status lotse_score_arrow_stream(
    const lotse_engine* engine, struct ArrowArrayStream* leads,
    const lotse_batch_options* options, struct ArrowArrayStream* out,
    lotse_error** err) LOTSE_NOEXCEPT;

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* LOTSE_C_LOTSE_H_ */
