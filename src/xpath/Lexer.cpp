#include "xpath/Lexer.h"

namespace luotsi::xpath {

namespace {

bool startsName(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate();
}

bool continuesName(QChar c)
{
    return startsName(c) || c.isDigit() || c == u'-' || c == u'.' || c == u'\u00b7' || c.isMark();
}

class Scanner
{
public:
    explicit Scanner(QStringView text) : m_text(text) {}

    base::Result<std::vector<Token>> run()
    {
        m_tokens.reserve(static_cast<std::size_t>(m_text.size()) / 3 + 2);
        while (true) {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                ++m_at;
            if (m_at == m_text.size())
                break;
            if (!scanOne())
                return base::Error{
                    base::ErrorCode::MalformedInput, m_problem, {1, static_cast<int>(m_at) + 1}};
        }
        m_tokens.push_back({TokenKind::End, {}, static_cast<int>(m_at)});
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }

    bool take(TokenKind kind, qsizetype length)
    {
        m_tokens.push_back({kind, m_text.sliced(m_at, length), static_cast<int>(m_at)});
        m_at += length;
        return true;
    }

    [[nodiscard]] bool operatorExpected() const
    {
        if (m_tokens.empty())
            return false;
        switch (m_tokens.back().kind) {
        case TokenKind::At:
        case TokenKind::DoubleColon:
        case TokenKind::LeftParenthesis:
        case TokenKind::LeftBracket:
        case TokenKind::Comma:
        case TokenKind::Operator:
        case TokenKind::Dollar:
            return false;
        default:
            return true;
        }
    }

    bool scanOne()
    {
        const QChar c = peek();
        switch (c.unicode()) {
        case u'(':
            return take(TokenKind::LeftParenthesis, 1);
        case u')':
            return take(TokenKind::RightParenthesis, 1);
        case u'[':
            return take(TokenKind::LeftBracket, 1);
        case u']':
            return take(TokenKind::RightBracket, 1);
        case u',':
            return take(TokenKind::Comma, 1);
        case u'@':
            return take(TokenKind::At, 1);
        case u'$':
            return take(TokenKind::Dollar, 1);
        case u'|':
        case u'+':
        case u'-':
        case u'=':
            return take(TokenKind::Operator, 1);
        case u'*':
            return take(operatorExpected() ? TokenKind::Operator : TokenKind::Name, 1);
        case u'/':
            return take(TokenKind::Operator, peek(1) == u'/' ? 2 : 1);
        case u'<':
        case u'>':
            return take(TokenKind::Operator, peek(1) == u'=' ? 2 : 1);
        case u'!':
            if (peek(1) == u'=')
                return take(TokenKind::Operator, 2);
            return fail(QStringLiteral("'!' must be followed by '='"));
        case u':':
            if (peek(1) == u':')
                return take(TokenKind::DoubleColon, 2);
            return fail(QStringLiteral("':' without a name before it"));
        case u'"':
        case u'\'':
            return scanLiteral(c);
        case u'.':
            if (peek(1).isDigit())
                return scanNumber();
            return peek(1) == u'.' ? take(TokenKind::DotDot, 2) : take(TokenKind::Dot, 1);
        default:
            if (c.isDigit())
                return scanNumber();
            if (startsName(c))
                return scanName();
            return fail(QStringLiteral("character '%1' has no meaning here").arg(c));
        }
    }

    bool fail(const QString &problem)
    {
        m_problem = problem;
        return false;
    }

    bool scanLiteral(QChar quote)
    {
        const qsizetype end = m_text.indexOf(quote, m_at + 1);
        if (end < 0)
            return fail(QStringLiteral("the text that begins here has no closing %1").arg(quote));
        m_tokens.push_back(
            {TokenKind::Literal, m_text.sliced(m_at + 1, end - m_at - 1), static_cast<int>(m_at)});
        m_at = end + 1;
        return true;
    }

    bool scanNumber()
    {
        qsizetype length = 0;
        while (peek(length).isDigit())
            ++length;
        if (peek(length) == u'.') {
            ++length;
            while (peek(length).isDigit())
                ++length;
        }
        return take(TokenKind::Number, length);
    }

    qsizetype nameLength(qsizetype from) const
    {
        qsizetype length = from;
        while (m_at + length < m_text.size() && continuesName(peek(length)))
            ++length;
        return length;
    }

    bool scanName()
    {
        qsizetype length = nameLength(0);
        if (operatorExpected()) {
            // `1div2`: an operator name may be glued to a number.
            for (const QStringView name :
                 {QStringView(u"or"), QStringView(u"and"), QStringView(u"div"), QStringView(u"mod")}) {
                if (m_text.sliced(m_at).startsWith(name) && peek(name.size()).isDigit())
                    return take(TokenKind::Operator, name.size());
            }
            const QStringView word = m_text.sliced(m_at, length);
            if (word == u"or" || word == u"and" || word == u"div" || word == u"mod")
                return take(TokenKind::Operator, length);
        }
        if (peek(length) == u':' && peek(length + 1) == u'*')
            return take(TokenKind::Name, length + 2);
        if (peek(length) == u':' && startsName(peek(length + 1)))
            length = nameLength(length + 1);
        return take(TokenKind::Name, length);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    std::vector<Token> m_tokens;
    QString m_problem;
};

} // namespace

base::Result<std::vector<Token>> tokenise(QStringView text)
{
    return Scanner(text).run();
}

} // namespace luotsi::xpath
