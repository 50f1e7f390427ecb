// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BatchScorer: the steps of Engine::Evaluate over columns.
#include "lotse/engine/batch_scorer.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "lotse/channel/buyer_stage_columns.h"
#include "lotse/condition/condition_columns.h"
#include "lotse/score/engagement_columns.h"
#include "lotse/score/questionnaire_columns.h"

namespace lotse {
namespace {

// The column of one signal for all rows, written range by range.
class SignalValues {
 public:
  // Of numbers, or of texts if there is a dictionary.
  SignalValues(size_t rows, const ColumnView* dictionary,
               size_t dictionary_rows)
      : values_(new char[rows * (dictionary == nullptr ? sizeof(double)
                                                       : sizeof(int32_t))]),
        validity_((rows + 7) / 8) {
    view_ = ColumnView::Fixed(
        dictionary == nullptr ? ValueType::kNumber : ValueType::kText,
        dictionary == nullptr ? ColumnLayout::kDouble : ColumnLayout::kInt32,
        values_.get(), validity_.data());
    view_.dictionary = dictionary;
    view_.dictionary_rows = dictionary_rows;
  }

  const ColumnView& view() const { return view_; }

  void PutNumber(size_t row, double number) {
    std::memcpy(values_.get() + row * sizeof(number), &number, sizeof(number));
    SetThere(row, true);
  }
  // A negative index is missing.
  void PutIndex(size_t row, int32_t index) {
    const int32_t put = std::max(index, 0);
    std::memcpy(values_.get() + row * sizeof(put), &put, sizeof(put));
    SetThere(row, index >= 0);
  }
  void PutMissing(size_t row) { SetThere(row, false); }

 private:
  void SetThere(size_t row, bool there) {
    uint8_t& byte = validity_[row / 8];
    const uint8_t bit = static_cast<uint8_t>(1u << row % 8);
    byte = static_cast<uint8_t>(there ? byte | bit : byte & ~bit);
  }

  // Not touched before it is written: only rows that are scored take memory.
  std::unique_ptr<char[]> values_;
  std::vector<uint8_t> validity_;
  ColumnView view_;
};

// Ids as a column of texts, to be the dictionary of others.
class IdColumn {
 public:
  template <typename List>
  explicit IdColumn(const List& list) {
    offsets_.push_back(0);
    for (const auto& item : list) {
      bytes_ += item.id;
      offsets_.push_back(static_cast<int64_t>(bytes_.size()));
    }
    view_.type = ValueType::kText;
    view_.layout = ColumnLayout::kText64;
    view_.offsets = offsets_.data();
    view_.bytes = bytes_.data();
  }
  IdColumn(const IdColumn&) = delete;
  IdColumn& operator=(const IdColumn&) = delete;

  const ColumnView* view() const { return &view_; }
  size_t size() const { return offsets_.size() - 1; }

 private:
  std::string bytes_;
  std::vector<int64_t> offsets_;
  ColumnView view_;
};

}  // namespace

class BatchScorer::Impl {
 public:
  Impl(const Engine& engine, const LeadColumns& leads, Instant as_of,
       const ColumnScoreOptions& options)
      : engine_(engine), rep_(*engine_.rep_), leads_(leads) {
    values_.assign(leads.values.begin(), leads.values.end());
    if (values_.size() < rep_.catalog.size()) {
      values_.resize(rep_.catalog.size());
    }
    leads_.values = values_;
    const InstructionSet instructions = options.instructions;
    // Each part is made when the columns that it reads are in their place.
    if (!rep_.spec.buyer_stage.stages.empty()) {
      BuyerStageColumnOptions ask;
      ask.instructions = instructions;
      stage_values_ =
          &AddTexts(*rep_.catalog.Find("buyer.stage"), &rep_.buyer_stage.ids(),
                    rep_.spec.buyer_stage.stages.size());
      stages_ = std::make_unique<BuyerStageColumns>(rep_.buyer_stage, leads_,
                                                    as_of, ask);
    }
    if (!rep_.engagement_slots.empty()) {
      for (FactSlot slot : rep_.engagement_slots) {
        engagement_values_.push_back(&AddNumbers(slot));
      }
      engagement_ = std::make_unique<EngagementColumns>(rep_.engagement, leads_,
                                                        as_of, instructions);
    }
    for (const Questionnaire& questionnaire : rep_.questionnaires) {
      AddQuestionnaire(questionnaire, as_of, instructions);
    }
    for (const Engine::ScorePart& part : rep_.further) {
      AddFurther(part, as_of, instructions);
    }
    main_ = std::make_unique<ColumnScorer>(rep_.main.scorer, leads_, as_of,
                                           options);
  }

  void Score(size_t begin, size_t end, ScoreColumns* scores) {
    if (stages_ != nullptr) {
      stages_->Find(begin, end, &stage_);
      for (size_t row = begin; row < end; ++row) {
        stage_values_->PutIndex(row, stage_.stage[row - begin]);
      }
    }
    if (engagement_ != nullptr) {
      engagement_->Compute(begin, end, &engagement_points_);
      PutPoints(engagement_points_.total_nano, begin, engagement_values_[0]);
      for (size_t g = 0; g < engagement_points_.group_nano.size(); ++g) {
        PutPoints(engagement_points_.group_nano[g], begin,
                  engagement_values_[1 + g]);
      }
    }
    for (AskedColumns& asked : questionnaires_) {
      asked.columns->Evaluate(begin, end, &asked.figures);
      PutPoints(asked.figures.points_nano, begin, asked.points);
      for (size_t row = begin; row < end; ++row) {
        const size_t i = row - begin;
        asked.completeness->PutNumber(row, asked.figures.completeness[i]);
        const bool has_veto =
            !asked.figures.veto.empty() && asked.figures.veto[i] >= 0;
        asked.veto->PutIndex(row,
                             has_veto ? asked.figures.veto_question[i] : -1);
      }
    }
    for (FurtherColumns& further : further_) ScoreFurther(begin, end, &further);
    main_->Score(begin, end, scores);
  }

  const ScoreColumns& further(size_t index) const {
    return further_[index].scores;
  }
  const std::vector<uint64_t>& applies(size_t index) const {
    return further_[index].applies;
  }
  const std::vector<FactSlot>& signals() const { return slots_; }
  const ColumnView& signal(size_t index) const {
    return signals_[index]->view();
  }

 private:
  struct AskedColumns {
    std::unique_ptr<QuestionnaireColumns> columns;
    QuestionnaireFigureColumns figures;
    std::unique_ptr<IdColumn> keys;
    SignalValues* points;
    SignalValues* completeness;
    SignalValues* veto;
  };
  struct FurtherColumns {
    const Engine::ScorePart* part;
    std::unique_ptr<ConditionColumns> when;
    // Of the block that `when` evaluated last.
    const uint64_t* holds;
    std::vector<uint64_t> applies;
    std::unique_ptr<ColumnScorer> scorer;
    ScoreColumns scores;
    std::unique_ptr<IdColumn> categories;
    std::unique_ptr<IdColumn> vetoes;
    SignalValues* points;
    SignalValues* probability;
    SignalValues* category;
    SignalValues* veto;
  };

  SignalValues& Add(FactSlot slot, const ColumnView* dictionary, size_t size) {
    signals_.push_back(
        std::make_unique<SignalValues>(leads_.rows, dictionary, size));
    values_[slot] = signals_.back()->view();
    slots_.push_back(slot);
    return *signals_.back();
  }
  SignalValues& AddNumbers(FactSlot slot) { return Add(slot, nullptr, 0); }
  SignalValues& AddTexts(FactSlot slot, const ColumnView* ids, size_t size) {
    return Add(slot, ids, size);
  }

  void AddQuestionnaire(const Questionnaire& questionnaire, Instant as_of,
                        InstructionSet instructions) {
    struct Key {
      const std::string& id;
    };
    std::vector<Key> keys;
    for (const QuestionSpec& question : questionnaire.spec().questions) {
      keys.push_back({question.key});
    }
    const std::string prefix = "questionnaire." + questionnaire.spec().name;
    const auto slot = [&](const char* name) {
      return rep_.catalog.Find(prefix + name).value_or(0);
    };
    AskedColumns asked;
    asked.keys = std::make_unique<IdColumn>(keys);
    asked.points = &AddNumbers(slot(".points"));
    asked.completeness = &AddNumbers(slot(".completeness"));
    asked.veto =
        &AddTexts(slot(".veto"), asked.keys->view(), asked.keys->size());
    asked.columns = std::make_unique<QuestionnaireColumns>(
        questionnaire, leads_, as_of, instructions);
    questionnaires_.push_back(std::move(asked));
  }

  void AddFurther(const Engine::ScorePart& part, Instant as_of,
                  InstructionSet instructions) {
    FurtherColumns further;
    further.part = &part;
    further.when = std::make_unique<ConditionColumns>(part.when, leads_, as_of,
                                                      instructions);
    further.holds = further.when->Require(0);
    ColumnScoreOptions ask;
    ask.instructions = instructions;
    further.scorer =
        std::make_unique<ColumnScorer>(part.scorer, leads_, as_of, ask);
    const ScoringSpec& spec = part.scorer.spec();
    further.categories = std::make_unique<IdColumn>(spec.categories);
    further.vetoes = std::make_unique<IdColumn>(spec.vetoes);
    // Only those that come after may read them.
    further.points = &AddNumbers(part.points);
    further.probability = &AddNumbers(part.probability);
    further.category = &AddTexts(part.category, further.categories->view(),
                                 further.categories->size());
    further.veto =
        &AddTexts(part.veto, further.vetoes->view(), further.vetoes->size());
    further_.push_back(std::move(further));
  }

  static void PutPoints(const std::vector<int64_t>& nano, size_t begin,
                        SignalValues* values) {
    for (size_t i = 0; i < nano.size(); ++i) {
      values->PutNumber(begin + i, Points::FromNano(nano[i]).ToDouble());
    }
  }

  static void ScoreFurther(size_t begin, size_t end, FurtherColumns* further) {
    further->applies.assign((end - begin + 63) / 64, 0);
    for (size_t at = begin; at < end; at += ConditionColumns::kMaxRows) {
      const size_t rows = std::min(ConditionColumns::kMaxRows, end - at);
      further->when->Evaluate(at, rows);
      std::copy_n(further->holds, (rows + 63) / 64,
                  further->applies.begin() +
                      static_cast<std::ptrdiff_t>((at - begin) / 64));
    }
    const ScoreColumns& scores = further->scores;
    further->scorer->Score(begin, end, &further->scores);
    for (size_t row = begin; row < end; ++row) {
      const size_t i = row - begin;
      if ((further->applies[i / 64] >> i % 64 & 1) == 0) {
        for (SignalValues* values : {further->points, further->probability,
                                     further->category, further->veto}) {
          values->PutMissing(row);
        }
        continue;
      }
      further->points->PutNumber(
          row, Points::FromNano(scores.points_nano[i]).ToDouble());
      if (!scores.probability.empty()) {
        further->probability->PutNumber(row, scores.probability[i]);
      }
      if (!scores.category.empty()) {
        further->category->PutIndex(row, scores.category[i]);
      }
      if (!scores.veto.empty()) further->veto->PutIndex(row, scores.veto[i]);
    }
  }

  const Engine engine_;
  const Engine::Rep& rep_;
  // The columns of the leads, and behind them those of the signals.
  std::vector<ColumnView> values_;
  LeadColumns leads_;
  std::vector<std::unique_ptr<SignalValues>> signals_;
  std::vector<FactSlot> slots_;

  std::unique_ptr<BuyerStageColumns> stages_;
  BuyerStageColumn stage_;
  SignalValues* stage_values_ = nullptr;
  std::unique_ptr<EngagementColumns> engagement_;
  EngagementPoints engagement_points_;
  // Of the total, then of each group.
  std::vector<SignalValues*> engagement_values_;
  std::vector<AskedColumns> questionnaires_;
  std::vector<FurtherColumns> further_;
  std::unique_ptr<ColumnScorer> main_;
};

BatchScorer::BatchScorer(const Engine& engine, const LeadColumns& leads,
                         Instant as_of, const ColumnScoreOptions& options)
    : impl_(std::make_unique<Impl>(engine, leads, as_of, options)) {}
BatchScorer::~BatchScorer() = default;
BatchScorer::BatchScorer(BatchScorer&&) noexcept = default;
BatchScorer& BatchScorer::operator=(BatchScorer&&) noexcept = default;

void BatchScorer::Score(size_t begin, size_t end, ScoreColumns* scores) {
  impl_->Score(begin, end, scores);
}

const ScoreColumns& BatchScorer::further(size_t index) const {
  return impl_->further(index);
}

const std::vector<uint64_t>& BatchScorer::applies(size_t index) const {
  return impl_->applies(index);
}

const std::vector<FactSlot>& BatchScorer::signals() const {
  return impl_->signals();
}

const ColumnView& BatchScorer::signal(size_t index) const {
  return impl_->signal(index);
}

}  // namespace lotse
