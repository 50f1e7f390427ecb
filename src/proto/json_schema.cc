// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngineSpecJsonSchema, generic over the field lists.
#include "lotse/proto/json_schema.h"

#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/limits.h"
#include "nlohmann/json.hpp"
#include "src/proto/boundary_structs.h"
#include "src/proto/json_text.h"
#include "src/proto/schema_comments.h"

namespace lotse::proto {
namespace {

using Json = nlohmann::ordered_json;

std::string Ref(absl::string_view definition) {
  return absl::StrCat("#/$defs/", definition);
}

class SchemaBuilder {
 public:
  template <typename T>
  std::string Build() {
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", NameOfMessage<T>::kFull},
                   {"$ref", Define<T>()}};
    schema["$defs"] = std::move(definitions_);
    return schema.dump(2) + "\n";
  }

 private:
  // Adds the definition of T and all it holds; returns the reference to it.
  template <typename T>
  std::string Define() {
    const char* name = NameOfMessage<T>::kShort;
    if (!definitions_.contains(name)) {
      definitions_[name] = nullptr;  // T may hold itself.
      Json forms = Shorthands<T>();
      forms.push_back(Object<T>());
      Json definition = {{"description", std::string(SchemaComment(name))}};
      if (forms.size() == 1) {
        definition.update(forms.front());
      } else {
        definition["anyOf"] = std::move(forms);
      }
      definitions_[name] = std::move(definition);
    }
    return Ref(name);
  }

  // What stands for a T beside an object.
  template <typename T>
  Json Shorthands() {
    Json forms = Json::array();
    if constexpr (std::is_same_v<T, Condition> ||
                  std::is_same_v<T, LocalText> || std::is_same_v<T, Money>) {
      forms.push_back({{"type", "string"}});
    } else if constexpr (std::is_same_v<T, TextList>) {
      forms.push_back(Member<std::vector<std::string>>());
    } else if constexpr (std::is_same_v<T, Value>) {
      forms.push_back({{"type", {"boolean", "number", "string", "null"}}});
      forms.push_back(Member<std::vector<std::string>>());
    }
    return forms;
  }

  template <typename T>
  Json Object() {
    Json properties = Json::object();
    bool is_choice = true;
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        std::apply(
            [&](const auto&... a) {
              (AddProperty<T, typename std::decay_t<decltype(a)>::Type>(
                   a.name, &properties),
               ...);
            },
            field.alternatives);
      } else {
        is_choice = false;
        AddProperty<T, std::decay_t<decltype(std::declval<T>().*field.member)>>(
            field.name, &properties);
      }
    });
    Json object = {{"type", "object"}};
    if (is_choice) object["maxProperties"] = 1;
    object["properties"] = std::move(properties);
    object["additionalProperties"] = false;
    return object;
  }

  template <typename T, typename M>
  void AddProperty(const char* name, Json* properties) {
    Json property = Member<M>();
    const std::string comment(
        SchemaComment(absl::StrCat(NameOfMessage<T>::kShort, ".", name)));
    if (!comment.empty()) property["description"] = comment;
    (*properties)[name] = property;
    if (const std::string camel = CamelCase(name); camel != name) {
      (*properties)[camel] = std::move(property);
    }
  }

  template <typename M>
  Json Member() {
    if constexpr (IsVector<M>::value) {
      return {{"type", "array"}, {"items", Member<typename M::value_type>()}};
    } else if constexpr (IsOptional<M>::value) {
      return Member<typename M::value_type>();
    } else if constexpr (HasFields<M>::value) {
      return {{"$ref", Define<M>()}};
    } else if constexpr (std::is_same_v<M, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_enum_v<M>) {
      Json names = Json::array();
      for (const auto& entry : EnumNames<M>::kNames) {
        names.push_back(entry.name);
      }
      for (const auto& entry : EnumNames<M>::kNames) {
        names.push_back(absl::StrCat(EnumNames<M>::kPrefix,
                                     absl::AsciiStrToUpper(entry.name)));
      }
      return {{"enum", std::move(names)}};
    } else if constexpr (std::is_same_v<M, int32_t>) {
      return {{"type", "integer"},
              {"minimum", std::numeric_limits<M>::min()},
              {"maximum", std::numeric_limits<M>::max()}};
    } else if constexpr (std::is_same_v<M, int64_t>) {
      return {{"type", {"integer", "string"}}, {"pattern", "^-?[0-9]+$"}};
    } else if constexpr (std::is_same_v<M, double>) {
      return {{"type", "number"}};
    } else if constexpr (std::is_same_v<M, Points>) {
      return {{"type", "number"},
              {"minimum", -kMaxTotalPoints},
              {"maximum", kMaxTotalPoints}};
    } else if constexpr (std::is_same_v<M, Date>) {
      return {{"type", "string"}, {"format", "date"}};
    } else if constexpr (std::is_same_v<M, Instant>) {
      return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<M, Duration>) {
      return {{"type", "string"},
              {"pattern",
               "^-?[0-9]+(\\.[0-9]+)?s$|"
               "^-?[0-9]+ (microsecond|second|minute|hour|day|week)s?$"}};
    } else {
      static_assert(std::is_same_v<M, std::string>);
      return {{"type", "string"}};
    }
  }

  Json definitions_ = Json::object();
};

}  // namespace

std::string EngineSpecJsonSchema() {
  return SchemaBuilder().Build<EngineSpec>();
}

}  // namespace lotse::proto
