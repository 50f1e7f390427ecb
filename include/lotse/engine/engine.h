// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine: a tenant's compiled spec. Start here.
//
//   LOTSE_ASSIGN_OR_RETURN(EngineSpec spec, Preset("b2b"));
//   LOTSE_ASSIGN_OR_RETURN(Engine engine, CompileEngine(spec));
//   LOTSE_ASSIGN_OR_RETURN(ScoreReport report, engine.Score(facts, as_of));
//   report.category;                       // "hot"
//
// Compile once, then score as many leads as you like. Nothing in an Engine
// reads a clock, a file or the network: the same spec, facts and instant give
// the same bits on every platform.
//
// An Engine is an immutable handle: cheap to copy and safe to share between
// threads. Its parts (catalog, binder, scorer) may be used on their own.
#ifndef LOTSE_ENGINE_ENGINE_H_
#define LOTSE_ENGINE_ENGINE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/score/scorer.h"

namespace lotse {

// What the host gives an engine besides its spec.
struct Resources {
  // Exchange rates for money in other currencies. Empty: such money is missing.
  RateTable rates;
};

// How a score is asked for and shown.
struct ScoreOptions {
  // BCP 47 tag of the texts; "en" and "de" are complete, labels may have more.
  std::string language = "en";
  // Whether the report lists what the score adds up from.
  bool contributions = false;
  // The category that an earlier report named, and since when; makes hysteresis
  // and dwell work. Empty or not in the spec: none.
  std::string previous_category;
  Instant previous_category_since;
};

// Memory of one call, to be reused; for one thread at a time.
struct EngineScratch {
  BindBuffer bind;
  ScoreScratch score;
};

class Engine {
 public:
  // Scores one lead with its facts as of an instant. Error: InvalidArgument
  // with the path of the field in `facts` that is wrong.
  absl::StatusOr<ScoreReport> Score(const Facts& facts, Instant as_of,
                                    const ScoreOptions& options = {}) const;
  // As above with memory that the caller keeps from call to call.
  absl::StatusOr<ScoreReport> Score(const Facts& facts, Instant as_of,
                                    const ScoreOptions& options,
                                    EngineScratch* scratch) const;

  // The spec that was compiled, its labels resolved from the catalogue.
  const EngineSpec& spec() const { return rep_->spec; }
  // Names everything that results depend on: spec and resources.
  const Fingerprint& fingerprint() const { return rep_->fingerprint; }

  const FactCatalog& catalog() const { return rep_->catalog; }
  const FactBinder& binder() const { return rep_->binder; }
  const Scorer& scorer() const { return rep_->scorer; }

  // Puts what a score says into the signals score.points, score.probability,
  // score.category and score.veto of `row` (by slot of catalog()), for
  // conditions that are evaluated later. Texts point into the engine.
  void PublishScore(const struct Score& score, absl::Span<ValueView> row) const;

  // Memory that the engine takes besides its spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend absl::StatusOr<Engine> CompileEngine(EngineSpec spec,
                                              Resources resources);
  struct Rep {
    EngineSpec spec;
    Fingerprint fingerprint;
    std::string fingerprint_text;
    FactCatalog catalog;
    FactBinder binder;
    Scorer scorer;
  };
  explicit Engine(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  std::shared_ptr<const Rep> rep_;
};

// Adds everything that is wrong with `spec`, each with its path.
void ValidateEngineSpec(const EngineSpec& spec, SpecIssues* issues);

// Compiles a spec. Error: InvalidArgument with the first issue of
// ValidateEngineSpec, or of the resources.
absl::StatusOr<Engine> CompileEngine(EngineSpec spec, Resources resources = {});

}  // namespace lotse

#endif  // LOTSE_ENGINE_ENGINE_H_
