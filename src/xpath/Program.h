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

/// Numbers of the places below one in the syntax tree: three at hand, as most operations need, the rest
/// elsewhere.
class Children
{
public:
    Children() = default;
    Children(std::initializer_list<int> numbers)
    {
        for (const int number : numbers)
            push_back(number);
    }
    void push_back(int number)
    {
        if (m_size < few)
            m_few[m_size] = number;
        else {
            if (m_size == few)
                m_many.assign(m_few, m_few + few);
            m_many.push_back(number);
        }
        ++m_size;
    }
    [[nodiscard]] const int *begin() const { return m_size <= few ? m_few : m_many.data(); }
    [[nodiscard]] const int *end() const { return begin() + m_size; }
    [[nodiscard]] int operator[](std::size_t at) const { return begin()[at]; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

private:
    static constexpr std::uint32_t few = 3;
    std::uint32_t m_size = 0;
    int m_few[few] = {};
    std::vector<int> m_many;
};

/// One place of the syntax tree. Children are numbers into Program::nodes.
struct Syntax
{
    Operation operation = Operation::Text;
    int offset = 0;
    QString text; ///< literal, or the name of the function
    double number = 0;
    int path = -1; ///< with Path; of an operation with two sides the first path of the second
    const Function *function = nullptr; ///< null for a name the module does not know
    Children children;
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
