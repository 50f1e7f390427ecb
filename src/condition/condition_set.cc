// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSet: construction, readings for explanations, memory.
#include "lotse/condition/condition_set.h"

#include <algorithm>
#include <utility>

#include "src/condition/condition_program.h"

namespace lotse {
namespace {

Value ToValue(const ValueView& view) {
  Value value;
  switch (view.type()) {
    case ValueType::kUnspecified:
      break;
    case ValueType::kBoolean:
      value.kind = view.boolean();
      break;
    case ValueType::kInteger:
      value.kind = view.integer();
      break;
    case ValueType::kNumber:
      value.kind = view.number();
      break;
    case ValueType::kText:
      value.kind = std::string(view.text());
      break;
    case ValueType::kTime:
      value.kind = Instant::FromMicros(view.integer());
      break;
    case ValueType::kDate:
      value.kind = Date::FromDays(static_cast<int32_t>(view.integer()));
      break;
    case ValueType::kList: {
      TextList list;
      for (absl::string_view text : view.list()) list.values.emplace_back(text);
      value.kind = std::move(list);
      break;
    }
    case ValueType::kMoney:
      value.kind = Money{view.integer(), UnpackCurrency(view.currency())};
      break;
  }
  return value;
}

ConditionSet::Reading ReadingOf(const ConditionProgram& program,
                                uint32_t number, const LeadView& view,
                                Instant as_of,
                                const ConditionScratch& scratch) {
  const ProgramInput& input = program.inputs[number];
  ConditionSet::Reading reading;
  reading.operand = program.operands[number];
  switch (input.source) {
    case InputSource::kFact:
    case InputSource::kPresence:
    case InputSource::kAge:
    case InputSource::kAgeInDays:
    case InputSource::kAny:
    case InputSource::kAll:
      reading.slot = input.index;
      if (input.index < view.values.size() &&
          view.values[input.index].type() == input.type) {
        reading.value = ToValue(view.values[input.index]);
      }
      break;
    case InputSource::kFigure:
    case InputSource::kFigureAge: {
      const int64_t figure = scratch.figures[input.index];
      if (!scratch.found[input.index]) break;
      switch (program.figures[input.index].aggregate) {
        case Aggregate::kSum:
          reading.value.kind = static_cast<double>(figure) / 1e9;
          break;
        case Aggregate::kLast:
          reading.value.kind = Instant::FromMicros(figure);
          break;
        default:
          reading.value.kind = figure;
          break;
      }
      break;
    }
    case InputSource::kConsent: {
      const ConsentKey& key = program.consents[input.index];
      reading.value.kind = std::string(
          NameOf(ConsentAt(view.consents, key.purpose, key.channel, as_of)));
      break;
    }
  }
  return reading;
}

template <typename T>
size_t BytesOf(const std::vector<T>& v) {
  return v.capacity() * sizeof(T);
}

}  // namespace

ConditionSet::ConditionSet()
    : ConditionSet(std::make_shared<const ConditionProgram>()) {}

ConditionSet::ConditionSet(std::shared_ptr<const ConditionProgram> program)
    : program_(std::move(program)),
      results_(program_->results.data()),
      classes_(program_->classes.data()),
      results_count_(program_->results.size()),
      classes_count_(program_->classes.size()) {}

std::vector<ConditionSet::Reading> ConditionSet::ReadingsOf(
    size_t condition, const LeadView& view, Instant as_of,
    const ConditionScratch& scratch) const {
  std::vector<Reading> readings;
  for (uint32_t input : program_->inputs_of_condition[condition]) {
    readings.push_back(ReadingOf(*program_, input, view, as_of, scratch));
  }
  return readings;
}

std::vector<ConditionSet::Reading> ConditionSet::ReadingsOfClasses(
    size_t classes, const LeadView& view, Instant as_of,
    const ConditionScratch& scratch) const {
  return {ReadingOf(*program_, program_->classes[classes].input, view, as_of,
                    scratch)};
}

bool ConditionSet::FindCodeTruth(size_t index, size_t max_codes,
                                 CodeTruth* truth) const {
  const uint32_t bit = results_[index] >> 1;
  const bool negated = (results_[index] & 1) != 0;
  // Inputs ascend by their bits; of those that begin with the same one, all but
  // the last have none.
  const std::vector<ProgramInput>& inputs = program_->inputs;
  const auto next = std::upper_bound(
      inputs.begin(), inputs.end(), bit,
      [](uint32_t b, const ProgramInput& i) { return b < i.bits_begin; });
  if (next == inputs.begin()) return false;
  const ProgramInput& input = *(next - 1);
  // A pattern or no predicate, several texts of a list, or too many codes.
  if (bit >= input.patterns_bit || input.source == InputSource::kAny ||
      input.source == InputSource::kAll || input.table == kNoTable ||
      input.codes > max_codes) {
    return false;
  }
  const uint32_t in_row = bit - input.word_begin * 64;
  const uint64_t* row = program_->table.data() + input.table + in_row / 64;
  truth->input = static_cast<uint32_t>(&input - inputs.data());
  truth->holds.clear();
  for (uint32_t code = 0; code < input.codes; ++code) {
    truth->holds.push_back((row[0] >> in_row % 64 & 1) != negated);
    row += input.words;
  }
  return true;
}

std::vector<int32_t> ConditionSet::ClassesByCode(size_t index) const {
  const Classes& classes = classes_[index];
  return std::vector<int32_t>(
      classes.class_of_code,
      classes.class_of_code + program_->inputs[classes.input].codes);
}

size_t ConditionSet::MemoryUsage() const {
  const ConditionProgram& p = *program_;
  size_t bytes =
      sizeof(p) + BytesOf(p.inputs) + BytesOf(p.input_segments) +
      BytesOf(p.timed_inputs) + BytesOf(p.cuts) + BytesOf(p.node_segments) +
      BytesOf(p.dictionaries) + BytesOf(p.patterns) + BytesOf(p.table) +
      BytesOf(p.ranges) + BytesOf(p.range_begin) + BytesOf(p.terms) +
      BytesOf(p.figures) + BytesOf(p.found_without_activities) +
      BytesOf(p.codes_without_activities) + BytesOf(p.bits_without_activities) +
      BytesOf(p.consents) + BytesOf(p.results) + BytesOf(p.classes) +
      BytesOf(p.class_tables) + BytesOf(p.operands) +
      BytesOf(p.inputs_of_condition);
  for (const TextDictionary& d : p.dictionaries) bytes += d.MemoryUsage();
  for (const std::vector<int32_t>& t : p.class_tables) bytes += BytesOf(t);
  for (const std::vector<uint32_t>& i : p.inputs_of_condition) {
    bytes += BytesOf(i);
  }
  for (const std::string& s : p.operands) bytes += s.capacity();
  if (p.where != nullptr) bytes += p.where->MemoryUsage();
  return bytes;
}

}  // namespace lotse
