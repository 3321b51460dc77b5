#include "xpath/Function.h"
#include "xpath/Lexer.h"
#include "xpath/Program.h"

#include <array>
#include <initializer_list>

namespace luotsi::xpath {

namespace {

struct ParseFailure
{
    base::Error error;
};

struct OperatorName
{
    QStringView text;
    Operation operation;
};

constexpr std::array levels{
    std::array<OperatorName, 4>{{{u"or", Operation::Or}, {}, {}, {}}},
    std::array<OperatorName, 4>{{{u"and", Operation::And}, {}, {}, {}}},
    std::array<OperatorName, 4>{{{u"=", Operation::Equal}, {u"!=", Operation::NotEqual}, {}, {}}},
    std::array<OperatorName, 4>{{{u"<", Operation::Less},
                                 {u"<=", Operation::LessOrEqual},
                                 {u">", Operation::Greater},
                                 {u">=", Operation::GreaterOrEqual}}},
    std::array<OperatorName, 4>{{{u"+", Operation::Add}, {u"-", Operation::Subtract}, {}, {}}},
    std::array<OperatorName, 4>{
        {{u"*", Operation::Multiply}, {u"div", Operation::Divide}, {u"mod", Operation::Modulo}, {}}},
};

constexpr std::array<std::pair<QStringView, Axis>, 13> axes{{
    {u"child", Axis::Child},
    {u"parent", Axis::Parent},
    {u"self", Axis::Self},
    {u"attribute", Axis::Attribute},
    {u"descendant", Axis::Descendant},
    {u"descendant-or-self", Axis::DescendantOrSelf},
    {u"ancestor", Axis::Ancestor},
    {u"ancestor-or-self", Axis::AncestorOrSelf},
    {u"following", Axis::Following},
    {u"following-sibling", Axis::FollowingSibling},
    {u"preceding", Axis::Preceding},
    {u"preceding-sibling", Axis::PrecedingSibling},
    {u"namespace", Axis::Namespace},
}};

class Parser
{
public:
    Parser(const QString &text, std::vector<Token> tokens, Names *growing, const Names &names,
           const Prefixes &prefixes, CompileLimits limits)
        : m_program(std::make_shared<Program>()), m_tokens(std::move(tokens)), m_growing(growing),
          m_names(names), m_prefixes(prefixes), m_limits(limits)
    {
        m_program->text = text;
        m_program->nodes.reserve(std::min<std::size_t>(m_tokens.size(), 8));
    }

    std::shared_ptr<Program> run()
    {
        m_program->root = parseLevel(0);
        if (peek().kind != TokenKind::End)
            fail(QStringLiteral("'%1' is not expected here").arg(peek().text));
        m_program->nodes.shrink_to_fit();
        m_program->paths.shrink_to_fit();
        return m_program;
    }

private:
    [[nodiscard]] const Token &peek(std::size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    [[nodiscard]] bool isOperator(QStringView text) const
    {
        return peek().kind == TokenKind::Operator && peek().text == text;
    }
    bool accept(TokenKind kind)
    {
        if (peek().kind != kind)
            return false;
        ++m_at;
        return true;
    }
    void expect(TokenKind kind, const QString &what)
    {
        if (!accept(kind))
            fail(peek().kind == TokenKind::End
                     ? QStringLiteral("%1 is missing at the end").arg(what)
                     : QStringLiteral("%1 is missing before '%2'").arg(what, peek().text));
    }
    [[noreturn]] void fail(const QString &problem,
                           base::ErrorCode code = base::ErrorCode::MalformedInput) const
    {
        throw ParseFailure{{code, problem, {1, peek().offset + 1}}};
    }

    int add(Syntax syntax)
    {
        if (m_program->nodes.size() >= m_limits.operations)
            fail(QStringLiteral("the expression is too long"), base::ErrorCode::ExpressionTooDeep);
        m_program->nodes.push_back(std::move(syntax));
        return static_cast<int>(m_program->nodes.size() - 1);
    }

    int addOperation(Operation operation, int offset, std::initializer_list<int> children)
    {
        Syntax syntax;
        syntax.operation = operation;
        syntax.offset = offset;
        syntax.children = children;
        syntax.contextFree = true;
        for (const int child : children)
            syntax.contextFree = syntax.contextFree && m_program->nodes[child].contextFree;
        return add(std::move(syntax));
    }

    class Nesting
    {
    public:
        explicit Nesting(Parser &parser) : m_parser(parser)
        {
            if (++m_parser.m_depth > m_parser.m_limits.depth)
                m_parser.fail(QStringLiteral("the expression is nested too deeply"),
                              base::ErrorCode::ExpressionTooDeep);
        }
        ~Nesting() { --m_parser.m_depth; }
        Nesting(const Nesting &) = delete;
        Nesting &operator=(const Nesting &) = delete;

    private:
        Parser &m_parser;
    };

    int parseLevel(std::size_t level)
    {
        if (level == levels.size())
            return parseUnary();
        int left = parseLevel(level + 1);
        int length = 0;
        while (peek().kind == TokenKind::Operator) {
            const OperatorName *match = nullptr;
            for (const OperatorName &candidate : levels[level]) {
                if (!candidate.text.isEmpty() && candidate.text == peek().text)
                    match = &candidate;
            }
            if (match == nullptr)
                break;
            // A long chain `a + b + …` nests to the left and would cost stack when it runs.
            if (++length > m_limits.depth)
                fail(QStringLiteral("too many operators in one chain"), base::ErrorCode::ExpressionTooDeep);
            const int offset = peek().offset;
            ++m_at;
            const auto secondSide = static_cast<int>(m_program->paths.size());
            const int right = parseLevel(level + 1);
            left = addOperation(match->operation, offset, {left, right});
            m_program->nodes[left].path = secondSide;
        }
        return left;
    }

    int parseUnary()
    {
        const Nesting nesting(*this);
        if (isOperator(u"-")) {
            const int offset = peek().offset;
            ++m_at;
            return addOperation(Operation::Negate, offset, {parseUnary()});
        }
        int left = parsePath();
        int length = 0;
        while (isOperator(u"|")) {
            if (++length > m_limits.depth)
                fail(QStringLiteral("too many operators in one chain"), base::ErrorCode::ExpressionTooDeep);
            const int offset = peek().offset;
            ++m_at;
            const int right = parsePath();
            left = addOperation(Operation::Union, offset, {left, right});
        }
        return left;
    }

    [[nodiscard]] bool startsPrimary() const
    {
        switch (peek().kind) {
        case TokenKind::Number:
        case TokenKind::Literal:
        case TokenKind::LeftParenthesis:
            return true;
        case TokenKind::Dollar:
            fail(QStringLiteral("variables are not part of ODK XForms"));
        case TokenKind::Name:
            return peek(1).kind == TokenKind::LeftParenthesis && !isNodeType(peek().text);
        default:
            return false;
        }
    }

    [[nodiscard]] static bool isNodeType(QStringView name)
    {
        return name == u"node" || name == u"text" || name == u"comment" || name == u"processing-instruction";
    }

    int parsePath()
    {
        const int offset = peek().offset;
        if (startsPrimary()) {
            const int primary = parsePrimary();
            const bool continues =
                peek().kind == TokenKind::LeftBracket || isOperator(u"/") || isOperator(u"//");
            if (!continues && !isPathCall(primary))
                return primary;
            Path path;
            path.start = startKind(primary);
            path.startExpression = primary;
            const int number = openPath(std::move(path));
            parsePredicates(number, -1);
            parseContinuation(number);
            return closePath(number, offset);
        }
        if (isOperator(u"/")) {
            ++m_at;
            const int number = openPath({PathStart::Root, -1, {}, {}, -1, -1, -1});
            if (startsStep())
                parseRelative(number);
            return closePath(number, offset);
        }
        const int number =
            openPath({isOperator(u"//") ? PathStart::Root : PathStart::Context, -1, {}, {}, -1, -1, -1});
        if (isOperator(u"//"))
            parseContinuation(number);
        else
            parseRelative(number);
        return closePath(number, offset);
    }

    /// `current()` and `instance('x')` are paths even when nothing follows, so that owners see them as such.
    [[nodiscard]] bool isPathCall(int primary) const { return startKind(primary) != PathStart::Other; }

    [[nodiscard]] PathStart startKind(int primary) const
    {
        const Syntax &syntax = m_program->nodes[primary];
        if (syntax.operation != Operation::Call)
            return PathStart::Other;
        if (syntax.text == u"current" && syntax.children.empty())
            return PathStart::Current;
        if (syntax.text == u"instance" && syntax.children.size() == 1)
            return PathStart::Instance;
        return PathStart::Other;
    }

    int openPath(Path path)
    {
        path.enclosingPath = m_enclosingPath;
        path.enclosingStep = m_enclosingStep;
        m_program->paths.push_back(std::move(path));
        return static_cast<int>(m_program->paths.size() - 1);
    }

    int closePath(int number, int offset)
    {
        const Path &path = m_program->paths[number];
        Syntax syntax;
        syntax.operation = Operation::Path;
        syntax.offset = offset;
        syntax.path = number;
        syntax.contextFree =
            path.start == PathStart::Root || path.start == PathStart::Current ||
            (path.startExpression >= 0 && m_program->nodes[path.startExpression].contextFree);
        return add(std::move(syntax));
    }

    [[nodiscard]] bool startsStep() const
    {
        const TokenKind kind = peek().kind;
        return kind == TokenKind::Name || kind == TokenKind::At || kind == TokenKind::Dot ||
               kind == TokenKind::DotDot;
    }

    void parseContinuation(int number)
    {
        while (isOperator(u"/") || isOperator(u"//")) {
            if (isOperator(u"//")) {
                Step any;
                any.axis = Axis::DescendantOrSelf;
                m_program->paths[number].steps.push_back(any);
            }
            ++m_at;
            parseStep(number);
        }
    }

    void parseRelative(int number)
    {
        parseStep(number);
        parseContinuation(number);
    }

    void parseStep(int number)
    {
        Step step;
        if (accept(TokenKind::Dot)) {
            step.axis = Axis::Self;
        } else if (accept(TokenKind::DotDot)) {
            step.axis = Axis::Parent;
        } else {
            if (accept(TokenKind::At))
                step.axis = Axis::Attribute;
            else if (peek().kind == TokenKind::Name && peek(1).kind == TokenKind::DoubleColon)
                step.axis = parseAxis();
            parseTest(step);
        }
        m_program->paths[number].steps.push_back(std::move(step));
        parsePredicates(number, static_cast<int>(m_program->paths[number].steps.size() - 1));
    }

    Axis parseAxis()
    {
        for (const auto &[name, axis] : axes) {
            if (name == peek().text) {
                m_at += 2;
                return axis;
            }
        }
        fail(QStringLiteral("there is no axis '%1'").arg(peek().text));
    }

    void parseTest(Step &step)
    {
        if (peek().kind != TokenKind::Name)
            fail(peek().kind == TokenKind::End
                     ? QStringLiteral("the expression ends where a name is expected")
                     : QStringLiteral("a name is expected before '%1'").arg(peek().text));
        const QStringView name = peek().text;
        if (peek(1).kind == TokenKind::LeftParenthesis) {
            parseNodeType(step, name);
            return;
        }
        const qsizetype colon = name.indexOf(u':');
        const QStringView local = name.sliced(colon + 1);
        const auto space =
            colon < 0 ? m_prefixes.constEnd() : m_prefixes.constFind(name.first(colon).toString());
        if (local == u"*") {
            step.test = colon < 0 ? TestKind::AnyName : TestKind::AnyInSpace;
            if (space != m_prefixes.constEnd())
                step.text = *space;
        } else if (space != m_prefixes.constEnd()) {
            step.test = TestKind::FullName;
            step.name = nameOf(*space, local);
        } else {
            step.test = TestKind::LocalName;
            step.name = nameOf({}, local);
            step.group = m_names.groupOf(local);
        }
        ++m_at;
    }

    NameId nameOf(QStringView space, QStringView local)
    {
        return m_growing != nullptr ? m_growing->intern(space, local) : m_names.find(space, local);
    }

    void parseNodeType(Step &step, QStringView name)
    {
        if (!isNodeType(name))
            fail(QStringLiteral("a function cannot be a step of a path"));
        m_at += 2;
        if (name == u"text")
            step.test = TestKind::Text;
        else if (name == u"comment")
            step.test = TestKind::Comment;
        else if (name == u"processing-instruction") {
            step.test = TestKind::Instruction;
            if (peek().kind == TokenKind::Literal) {
                step.text = peek().text.toString();
                ++m_at;
            }
        }
        expect(TokenKind::RightParenthesis, QStringLiteral("')'"));
    }

    void parsePredicates(int number, int step)
    {
        while (accept(TokenKind::LeftBracket)) {
            const int outerPath = std::exchange(m_enclosingPath, number);
            const int outerStep = std::exchange(m_enclosingStep, step);
            Predicate predicate;
            predicate.expression = parseLevel(0);
            m_enclosingPath = outerPath;
            m_enclosingStep = outerStep;
            expect(TokenKind::RightBracket, QStringLiteral("']'"));
            recogniseEquality(predicate);
            Path &path = m_program->paths[number];
            (step < 0 ? path.startPredicates : path.steps[step].predicates).push_back(predicate);
        }
    }

    void recogniseEquality(Predicate &predicate) const
    {
        const Syntax &syntax = m_program->nodes[predicate.expression];
        if (syntax.operation != Operation::Equal)
            return;
        for (const bool keyFirst : {true, false}) {
            const int key = syntax.children[keyFirst ? 0 : 1];
            const int other = syntax.children[keyFirst ? 1 : 0];
            const std::uint32_t group = plainChild(key);
            if (group != 0 && m_program->nodes[other].contextFree) {
                predicate.keyGroup = group;
                predicate.other = other;
                return;
            }
        }
    }

    [[nodiscard]] std::uint32_t plainChild(int node) const
    {
        const Syntax &syntax = m_program->nodes[node];
        if (syntax.operation != Operation::Path)
            return 0;
        const Path &path = m_program->paths[syntax.path];
        const bool plain = path.start == PathStart::Context && path.steps.size() == 1 &&
                           path.steps[0].axis == Axis::Child && path.steps[0].test == TestKind::LocalName &&
                           path.steps[0].predicates.empty();
        return plain ? path.steps[0].group : 0;
    }

    int parsePrimary()
    {
        const Token token = peek();
        Syntax syntax;
        syntax.offset = token.offset;
        syntax.contextFree = true;
        switch (token.kind) {
        case TokenKind::Literal:
            ++m_at;
            syntax.text = token.text.toString();
            return add(std::move(syntax));
        case TokenKind::Number:
            ++m_at;
            syntax.operation = Operation::Number;
            syntax.number = token.text.toDouble();
            return add(std::move(syntax));
        case TokenKind::LeftParenthesis: {
            ++m_at;
            const int inner = parseLevel(0);
            expect(TokenKind::RightParenthesis, QStringLiteral("')'"));
            return inner;
        }
        default:
            return parseCall();
        }
    }

    int parseCall()
    {
        Syntax syntax;
        syntax.operation = Operation::Call;
        syntax.offset = peek().offset;
        syntax.text = peek().text.toString();
        syntax.function = findFunction(syntax.text);
        syntax.contextFree = syntax.function != nullptr && syntax.function->contextFree;
        m_at += 2;
        if (!accept(TokenKind::RightParenthesis)) {
            do {
                const int argument = parseLevel(0);
                syntax.contextFree = syntax.contextFree && m_program->nodes[argument].contextFree;
                syntax.children.push_back(argument);
            } while (accept(TokenKind::Comma));
            expect(TokenKind::RightParenthesis, QStringLiteral("')'"));
        }
        return add(std::move(syntax));
    }

    std::shared_ptr<Program> m_program;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    Names *m_growing;
    const Names &m_names;
    const Prefixes &m_prefixes;
    CompileLimits m_limits;
    int m_depth = 0;
    int m_enclosingPath = -1;
    int m_enclosingStep = -1;
};

} // namespace

base::Result<std::shared_ptr<Program>> parseExpression(const QString &text, Names *growing,
                                                       const Names &names, const Prefixes &prefixes,
                                                       CompileLimits limits)
{
    if (text.size() > limits.length)
        return base::Error{
            base::ErrorCode::ExpressionTooDeep, QStringLiteral("the expression is too long"), {1, 1}};
    auto tokens = tokenise(text);
    if (!tokens)
        return tokens.error();
    try {
        return Parser(text, std::move(tokens.value()), growing, names, prefixes, limits).run();
    } catch (const ParseFailure &failure) {
        return failure.error;
    }
}

} // namespace luotsi::xpath
