#pragma once

#include "xpath/Expression.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace luotsi::xpath {

struct Function;

enum class Operation : std::uint8_t {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Negate,
    Union,
    Text,
    Number,
    Call,
    Path
};

/// One place of the syntax tree. Children are numbers into Program::nodes.
struct Syntax
{
    Operation operation = Operation::Text;
    int offset = 0;
    QString text; ///< literal, or the name of the function
    double number = 0;
    int path = -1;
    const Function *function = nullptr; ///< null for a name the module does not know
    std::vector<int> children;
    bool contextFree = false; ///< the value does not depend on context node, position and size
};

struct Predicate
{
    int expression = -1;
    std::uint32_t keyGroup = 0; ///< with `[key = other]`: local group of key, else 0
    int other = -1;             ///< the side that does not depend on the row
};

enum class TestKind : std::uint8_t {
    LocalName,
    FullName,
    AnyName,
    AnyInSpace,
    AnyNode,
    Text,
    Comment,
    Instruction
};

struct Step
{
    Axis axis = Axis::Child;
    TestKind test = TestKind::AnyNode;
    NameId name = noName;
    std::uint32_t group = 0;
    QString text; ///< namespace of `p:*`, target of processing-instruction('x')
    std::vector<Predicate> predicates;
};

struct Path
{
    PathStart start = PathStart::Context;
    int startExpression = -1; ///< with Instance and Other
    std::vector<Predicate> startPredicates;
    std::vector<Step> steps;
    int enclosingPath = -1;
    int enclosingStep = -1;
    int target = -1; ///< Expression::bindPath
};

struct Program
{
    QString text;
    std::vector<Syntax> nodes;
    std::vector<Path> paths;
    int root = -1;
};

[[nodiscard]] base::Result<std::shared_ptr<Program>> parseExpression(const QString &text, Names *growing,
                                                                     const Names &names,
                                                                     const Prefixes &prefixes,
                                                                     CompileLimits limits);

} // namespace luotsi::xpath
