// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionColumns: the inputs that are needed become slices of predicates
// (input_column.h), from these come the slices of the nodes.
#include "lotse/condition/condition_columns.h"

#include <deque>
#include <utility>

#include "src/base/column_kernels.h"
#include "src/condition/column_block.h"
#include "src/condition/condition_program.h"
#include "src/condition/figure_columns.h"
#include "src/condition/input_column.h"

namespace lotse {

static_assert(ConditionColumns::kMaxRows == kBlockRows,
              "the kernels' blocks are the public ones");

class ConditionColumns::Impl {
 public:
  Impl(std::shared_ptr<const ConditionProgram> program,
       const LeadColumns& columns, Instant as_of, InstructionSet instructions)
      : block_(std::move(program), columns, as_of, KernelsOf(instructions)),
        instructions_(instructions),
        inputs_(block_.program->inputs.size(), nullptr),
        bit_slices_(size_t{block_.program->words} * 64, nullptr),
        input_of_bit_(bit_slices_.size(), 0),
        node_of_bit_(bit_slices_.size(), kNoNode) {
    for (const NodeSegment& segment : block_.program->node_segments) {
      uint32_t terms = segment.terms_begin;
      for (uint32_t bit = segment.bit; bit < segment.bit_end; ++bit) {
        node_of_bit_[segment.word * 64 + bit] =
            static_cast<uint32_t>(nodes_.size());
        nodes_.push_back(
            {terms, terms + segment.terms, (segment.flip >> bit & 1) != 0});
        terms += segment.terms;
      }
    }
    for (uint32_t i = 0; i < inputs_.size(); ++i) {
      const ProgramInput& input = block_.program->inputs[i];
      for (uint32_t bit = input.bits_begin; bit < input.bits_end; ++bit) {
        input_of_bit_[bit] = i;
      }
    }
  }

  const uint64_t* Require(size_t condition) {
    const uint32_t ref = block_.program->results[condition];
    const uint64_t* const slice = RequireBit(ref >> 1);
    if ((ref & 1) == 0) return slice;
    negations_.push_back({slice, block_.NewSlices(1)});
    return negations_.back().slice;
  }

  InputValue RequireInput(uint32_t input, absl::Span<const int64_t> by_code) {
    return Input(input).Require(by_code);
  }

  void Evaluate(size_t begin, size_t rows) {
    block_.begin = begin;
    block_.rows = rows;
    block_.words = (rows + 63) / 64;
    if (rows == 0) return;
    if (figures_ != nullptr) figures_->Compute();
    for (InputColumn& column : columns_) column.Read();
    for (const NodePlan& node : node_plans_) EvaluateNode(node);
    for (const Negation& negation : negations_) {
      for (size_t w = 0; w < kBlockWords; ++w) {
        negation.slice[w] = ~negation.of[w];
      }
    }
  }

 private:
  static constexpr uint32_t kNoNode = static_cast<uint32_t>(-1);

  struct Node {
    uint32_t terms_begin;
    uint32_t terms_end;
    bool any;
  };
  // A node that is needed: its children and whether each is expected.
  struct NodePlan {
    bool any = false;
    uint64_t* slice = nullptr;
    std::vector<std::pair<const uint64_t*, bool>> children;
  };
  struct Negation {
    const uint64_t* of;
    uint64_t* slice;
  };

  InputColumn& Input(uint32_t number) {
    if (inputs_[number] != nullptr) return *inputs_[number];
    const InputSource source = block_.program->inputs[number].source;
    if (figures_ == nullptr && IsFigure(source)) {
      figures_ = std::make_unique<FigureColumns>(block_, instructions_);
    }
    inputs_[number] = &columns_.emplace_back(&block_, figures_.get(), number);
    return *inputs_[number];
  }

  const uint64_t* RequireBit(uint32_t bit) {
    if (bit_slices_[bit] != nullptr) return bit_slices_[bit];
    if (node_of_bit_[bit] == kNoNode) {
      return bit_slices_[bit] = Input(input_of_bit_[bit]).Require(bit);
    }
    const Node& node = nodes_[node_of_bit_[bit]];
    NodePlan plan;
    plan.any = node.any;
    for (uint32_t t = node.terms_begin; t < node.terms_end; ++t) {
      const ProgramTerm& term = block_.program->terms[t];
      for (uint32_t b = 0; b < 64; ++b) {
        if ((term.mask >> b & 1) == 0) continue;
        plan.children.emplace_back(RequireBit(term.word * 64 + b),
                                   (term.expected >> b & 1) != 0);
      }
    }
    plan.slice = block_.NewSlices(1);
    bit_slices_[bit] = plan.slice;
    node_plans_.push_back(std::move(plan));  // After its children.
    return bit_slices_[bit];
  }

  void EvaluateNode(const NodePlan& node) const {
    uint64_t counterexamples[kBlockWords] = {};
    for (const auto& [child, expected] : node.children) {
      const uint64_t flip = expected ? ~uint64_t{0} : 0;
      for (size_t w = 0; w < kBlockWords; ++w) {
        counterexamples[w] |= child[w] ^ flip;
      }
    }
    const uint64_t flip = node.any ? 0 : ~uint64_t{0};
    for (size_t w = 0; w < kBlockWords; ++w) {
      node.slice[w] = counterexamples[w] ^ flip;
    }
  }

  ColumnBlock block_;
  const InstructionSet instructions_;
  std::unique_ptr<FigureColumns> figures_;
  // The inputs that are needed; by number, null for others.
  std::deque<InputColumn> columns_;
  std::vector<InputColumn*> inputs_;
  // By number of the bit.
  std::vector<const uint64_t*> bit_slices_;
  std::vector<uint32_t> input_of_bit_;
  std::vector<uint32_t> node_of_bit_;
  std::vector<Node> nodes_;
  std::vector<NodePlan> node_plans_;
  std::vector<Negation> negations_;
};

ConditionColumns::ConditionColumns(const ConditionSet& set,
                                   const LeadColumns& columns, Instant as_of,
                                   InstructionSet instructions)
    : impl_(
          std::make_unique<Impl>(set.program_, columns, as_of, instructions)) {}
ConditionColumns::~ConditionColumns() = default;

const uint64_t* ConditionColumns::Require(size_t condition) {
  return impl_->Require(condition);
}

ConditionColumns::InputValue ConditionColumns::RequireInput(
    uint32_t input, absl::Span<const int64_t> by_code) {
  return impl_->RequireInput(input, by_code);
}

void ConditionColumns::Evaluate(size_t begin, size_t rows) {
  impl_->Evaluate(begin, rows);
}

}  // namespace lotse
