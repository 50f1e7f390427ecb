// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that score many leads, from Arrow to Arrow.
#include <cerrno>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/parallel_scores.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/arrow/lead_stream.h"
#include "lotse/arrow/score_array.h"
#include "lotse/arrow/score_exporter.h"
#include "lotse/arrow/score_signals.h"
#include "lotse/base/status_macros.h"

static_assert(sizeof(lotse_batch_options) == LOTSE_BATCH_OPTIONS_V1_SIZE);
static_assert(offsetof(lotse_batch_options, activities_schema) == 24);

namespace lotse::capi {
namespace {

// What a batch is scored with, checked.
struct BatchTask {
  Engine engine;
  Instant as_of;
  bool contributions = false;
  // Empty unless they were asked for.
  std::vector<ScoreSignal> signals;
  size_t threads = 1;

  absl::Status Score(const ImportedLeads& leads, ArrowArray* out) const {
    const Scorer& scorer = engine.scorer();
    const PreviousCategories previous = ReadPreviousCategories(leads, scorer);
    ColumnScoreOptions options;
    options.contributions = contributions;
    if (!previous.category.empty()) {
      options.previous_category = previous.category.data();
      options.previous_category_since = previous.since.data();
    }
    ScoredRows rows;
    rows.count = leads.rows();
    rows.ids = leads.ids().has_value() ? &*leads.ids() : nullptr;
    rows.errors = leads.errors();
    rows.as_of = as_of;
    ScoreArray scores(ExporterFor(leads.id_format()), rows);
    ScoreInParallel(engine, leads.columns(), as_of, options, threads, &scores);
    return std::move(scores).Finish(out);
  }

  ScoreExporter ExporterFor(const std::string& id_format) const {
    return ScoreExporter(engine.scorer(), id_format, contributions, signals);
  }
};

absl::Status CheckTable(const ArrowSchema* schema, const ArrowArray* table,
                        absl::string_view name) {
  if ((schema == nullptr) == (table == nullptr)) return absl::OkStatus();
  return ArgumentError(name, "needs both an array and its schema");
}

absl::Status TakeOptions(const lotse_engine* engine,
                         const lotse_batch_options* options,
                         lotse_batch_options* taken) {
  // First of all, so that the arrays in it are taken over in any case.
  LOTSE_RETURN_IF_ERROR(
      TakeStruct(options, LOTSE_BATCH_OPTIONS_V1_SIZE, "options", taken));
  LOTSE_RETURN_IF_ERROR(CheckPointer(options, "options"));
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  LOTSE_RETURN_IF_ERROR(CheckFlags(
      taken->flags, LOTSE_SCORE_CONTRIBUTIONS | LOTSE_SCORE_SIGNALS));
  if (taken->reserved != 0) {
    return absl::UnimplementedError("options.reserved: must be 0");
  }
  LOTSE_RETURN_IF_ERROR(
      CheckInstantIsSet(taken->as_of_micros, "options.as_of_micros"));
  if (taken->threads > LOTSE_MAX_THREADS) {
    return ArgumentError("options.threads",
                         absl::StrCat("must be at most ", LOTSE_MAX_THREADS));
  }
  LOTSE_RETURN_IF_ERROR(CheckTable(taken->activities_schema, taken->activities,
                                   "options.activities"));
  return CheckTable(taken->consents_schema, taken->consents,
                    "options.consents");
}

BatchTask TaskOf(const lotse_engine& engine,
                 const lotse_batch_options& options) {
  return {engine.engine, Instant::FromMicros(options.as_of_micros),
          (options.flags & LOTSE_SCORE_CONTRIBUTIONS) != 0,
          (options.flags & LOTSE_SCORE_SIGNALS) != 0
              ? ScoreSignalsOf(engine.engine)
              : std::vector<ScoreSignal>(),
          options.threads};
}

// What is behind the stream that is given out.
class ScoreStream {
 public:
  ScoreStream(BatchTask task, LeadStream leads)
      : task_(std::move(task)), leads_(std::move(leads)) {}

  static void GiveTo(std::unique_ptr<ScoreStream> stream,
                     ArrowArrayStream* out) {
    out->get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) {
      return Of(self)->Guarded([&](ScoreStream* s) {
        const std::string id_format = s->leads_.importer().id_format();
        s->task_.ExporterFor(id_format).ExportSchema(schema);
        return absl::OkStatus();
      });
    };
    out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
      array->release = nullptr;
      return Of(self)->Guarded([&](ScoreStream* s) { return s->Next(array); });
    };
    out->get_last_error = [](ArrowArrayStream* self) {
      return Of(self)->code_ == 0 ? nullptr : Of(self)->message_;
    };
    out->release = [](ArrowArrayStream* self) {
      delete Of(self);
      self->release = nullptr;
    };
    out->private_data = stream.release();
  }

 private:
  static ScoreStream* Of(ArrowArrayStream* self) {
    return static_cast<ScoreStream*>(self->private_data);
  }

  // Keeps the error and answers with its number, now and from now on.
  template <typename Body>
  int Guarded(Body body) noexcept {
    if (code_ != 0) return code_;
    try {
      const absl::Status status = body(this);
      if (status.ok()) return 0;
      code_ = absl::IsUnavailable(status) ? EIO : EINVAL;
      text_ = std::string(status.message());
      message_ = text_.c_str();
    } catch (const std::bad_alloc&) {
      code_ = ENOMEM;
      message_ = "out of memory: give the process more, or use smaller arrays";
    } catch (...) {
      code_ = EIO;
      message_ = "unexpected exception: please report it";
    }
    return code_;
  }

  absl::Status Next(ArrowArray* array) {
    LOTSE_ASSIGN_OR_RETURN(const std::optional<ImportedLeads> leads,
                           leads_.Next());
    return leads.has_value() ? task_.Score(*leads, array) : absl::OkStatus();
  }

  const BatchTask task_;
  LeadStream leads_;
  int code_ = 0;
  std::string text_;
  const char* message_ = nullptr;
};

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_score_arrow(const lotse_engine* engine,
                               const struct ArrowSchema* schema,
                               struct ArrowArray* leads,
                               const lotse_batch_options* options,
                               struct ArrowSchema* out_schema,
                               struct ArrowArray* out,
                               lotse_error** err) noexcept {
  if (out_schema != nullptr) out_schema->release = nullptr;
  if (out != nullptr) out->release = nullptr;
  // Owned, so that they are released whatever happens.
  lotse::OwnedArrowArray given(leads);
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_batch_options taken;
    const absl::Status checked = capi::TakeOptions(engine, options, &taken);
    lotse::OwnedArrowArray activities(taken.activities);
    lotse::OwnedArrowArray consents(taken.consents);
    LOTSE_RETURN_IF_ERROR(checked);
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(schema, "schema"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(leads, "leads"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out_schema, "out_schema"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    const capi::BatchTask task = capi::TaskOf(*engine, taken);
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::LeadImporter importer,
        lotse::LeadImporter::Make(engine->engine.catalog(), *schema));
    LOTSE_ASSIGN_OR_RETURN(lotse::ImportedLeads imported,
                           importer.Import(given.get()));
    if (taken.activities_schema != nullptr) {
      LOTSE_RETURN_IF_ERROR(importer.AttachActivities(
          *taken.activities_schema, activities.get(), &imported));
    }
    if (taken.consents_schema != nullptr) {
      LOTSE_RETURN_IF_ERROR(importer.AttachConsents(*taken.consents_schema,
                                                    consents.get(), &imported));
    }
    lotse::OwnedArrowArray scores;
    LOTSE_RETURN_IF_ERROR(task.Score(imported, scores.Receive()));
    task.ExporterFor(imported.id_format()).ExportSchema(out_schema);
    scores.MoveTo(out);
    return absl::OkStatus();
  });
}

lotse_status lotse_score_arrow_stream(const lotse_engine* engine,
                                      struct ArrowArrayStream* leads,
                                      const lotse_batch_options* options,
                                      struct ArrowArrayStream* out,
                                      lotse_error** err) noexcept {
  if (out != nullptr) out->release = nullptr;
  lotse::OwnedArrowStream given(leads);
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_batch_options taken;
    const absl::Status checked = capi::TakeOptions(engine, options, &taken);
    const lotse::OwnedArrowArray activities(taken.activities);
    const lotse::OwnedArrowArray consents(taken.consents);
    LOTSE_RETURN_IF_ERROR(checked);
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(leads, "leads"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    if (taken.activities != nullptr || taken.consents != nullptr) {
      return capi::ArgumentError(
          taken.activities != nullptr ? "options.activities"
                                      : "options.consents",
          "is for one array of leads: give a stream's as list columns");
    }
    LOTSE_ASSIGN_OR_RETURN(
        lotse::LeadStream stream,
        lotse::LeadStream::Open(engine->engine.catalog(), given.get()));
    capi::ScoreStream::GiveTo(
        std::make_unique<capi::ScoreStream>(capi::TaskOf(*engine, taken),
                                            std::move(stream)),
        out);
    return absl::OkStatus();
  });
}
