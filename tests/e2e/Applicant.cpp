#include "Applicant.h"

#include <QJsonArray>
#include <QtTest>

namespace luotsi::e2e {

namespace {

// viewmodels::KioskSession::Page
enum Page {
    Privacy = 1,
    CodeShown = 2,
    TaskList = 3,
    Question = 4,
    Check = 6,
    Receipt = 7,
    EnterCode = 8,
    Status = 9
};

const QString start = QStringLiteral("start");
const QString session = QStringLiteral("session");
const QString primary = QStringLiteral("primaryAction");

constexpr int mostTriesToEnter = 4;
constexpr int codeMilliseconds = 90'000; // on a machine with much else to do
constexpr int receiptMilliseconds = 3'000;
constexpr int ponderMilliseconds = 4'000; // the pause of F1, a tick of the session's clock, and air
constexpr int pollMilliseconds = 20;
constexpr int longestStory = 60;

QString textOf(const QJsonObject &object, const char *member)
{
    return object.value(QLatin1String(member)).toString();
}

} // namespace

Applicant::Applicant(LivingKiosk &kiosk, Dice &dice, Surroundings surroundings, QString name)
    : m_kiosk(kiosk), m_dice(dice), m_surroundings(std::move(surroundings)), m_name(std::move(name))
{
}

void Applicant::visit(Aim aim)
{
    m_aim = aim;
    m_inHand.clear();
    m_hasLookedBack = false;
    m_since.start();
    tell(QStringLiteral("comes"));
    if (!enter())
        return;
    while (step()) {
    }
    tell(m_kiosk.isKilled() ? QStringLiteral("killed") : QStringLiteral("goes"));
}

void Applicant::tell(const QString &event)
{
    m_story.append(QStringLiteral("%1 ms: %2").arg(m_since.elapsed()).arg(event));
    if (m_story.size() > longestStory)
        m_story.removeFirst();
}

/// What a kill leads to is no broken promise by itself.
bool Applicant::fail(const QString &problem)
{
    if (!m_kiosk.isKilled() && m_problem.isEmpty())
        m_problem = m_name + QStringLiteral(": ") + problem;
    return false;
}

QJsonValue Applicant::read(const QString &property)
{
    return m_kiosk.read(session, QStringLiteral("session.") + property);
}

QList<QJsonObject> Applicant::rows(const QString &list, const QString &member)
{
    QList<QJsonObject> found;
    for (const QJsonValue &row : read(list).toObject().value(QLatin1String("rows")).toArray())
        found.append(member.isEmpty() ? row.toObject() : row.toObject().value(member).toObject());
    return found;
}

/// Whatever is pressed, the field that was being typed has been left then.
bool Applicant::press(const QString &name)
{
    m_surroundings.beforePress();
    const QString error = m_kiosk.press(session, name);
    tell((m_kiosk.isKilled() ? QStringLiteral("was pressing ") : QStringLiteral("pressed ")) + name);
    if (m_kiosk.isKilled() || !error.isEmpty())
        return fail(error);
    settle();
    return true;
}

bool Applicant::type(const QString &text)
{
    const QString error = m_kiosk.type(text);
    return !m_kiosk.isKilled() && (error.isEmpty() || fail(error));
}

/// The page has said that what was in hand is kept.
void Applicant::settle()
{
    for (const QString &ref : std::exchange(m_inHand, {})) {
        m_kept.insert(ref, m_unsure.take(ref).constLast());
        ++m_acknowledged;
    }
}

/// From now on the field may hold this.
void Applicant::take(const QString &ref, const QString &value)
{
    m_unsure[ref].append(value);
    if (!m_inHand.contains(ref))
        m_inHand.append(ref);
}

/// Somebody may have pressed Start and been cut off: what stands there then holds nothing yet, and is left.
/// An application that opens by itself is everybody's.
bool Applicant::enter()
{
    const QString wish = m_code.isEmpty() ? QStringLiteral("start:apply") : QStringLiteral("start:continue");
    const int wanted = m_code.isEmpty() ? Privacy : EnterCode;
    for (int tries = 0; tries < mostTriesToEnter && !m_kiosk.isKilled(); ++tries) {
        if (!m_kiosk.isSessionInFront()) {
            m_surroundings.beforePress();
            if (const QString error = m_kiosk.press(start, wish); !error.isEmpty())
                return fail(error);
            tell(QStringLiteral("pressed ") + wish);
        }
        const QJsonValue shown = read(QStringLiteral("page"));
        if (m_kiosk.isKilled() || !shown.isDouble())
            return fail(QStringLiteral("nothing comes after the start screen"));
        const int page = shown.toInt();
        if (page != Privacy && page != EnterCode)
            return fail(QStringLiteral("page %1 stands open for anybody").arg(page));
        if (page == wanted)
            return true;
        if (!press(QStringLiteral("backAction")))
            return false;
    }
    return fail(QStringLiteral("the start screen does not let anybody in"));
}

bool Applicant::step()
{
    const int page = read(QStringLiteral("page")).toInt();
    if (m_kiosk.isKilled())
        return false;
    switch (page) {
    case Privacy:
        return accept();
    case EnterCode:
        return typeCode();
    case CodeShown:
        return noteCode();
    case TaskList:
        return press(primary);
    case Question:
        return answerPage();
    case Check:
        return check();
    case Receipt:
    case Status:
        return readReceipt();
    default:
        return fail(QStringLiteral("page %1 was not to be expected").arg(page));
    }
}

bool Applicant::accept()
{
    m_lostBeginnings += m_isBegun ? 1 : 0;
    m_isBegun = true;
    if (!press(primary))
        return fail(QStringLiteral("the notice cannot be accepted"));
    return waitWhile(Privacy, {});
}

/// A code takes its time to be made or tried. Whoever presses again meanwhile presses what comes next.
bool Applicant::waitWhile(int page, const QString &errorPath)
{
    QElapsedTimer waited;
    waited.start();
    while (!m_kiosk.isKilled() && !waited.hasExpired(codeMilliseconds)) {
        if (read(QStringLiteral("page")).toInt() != page)
            return !m_kiosk.isKilled();
        const QString error = errorPath.isEmpty() ? QString() : read(errorPath).toString();
        if (!error.isEmpty())
            return fail(error);
        QTest::qWait(pollMilliseconds);
    }
    return fail(QStringLiteral("page %1 does not go on").arg(page));
}

bool Applicant::typeCode()
{
    if (!press(QStringLiteral("field:code")) || !m_kiosk.clearEntry() || !type(m_code) || !press(primary))
        return fail(QStringLiteral("the code cannot be typed"));
    return waitWhile(EnterCode, QStringLiteral("codeEntry.error"));
}

/// From here on the new code is on the person's paper; until here it is the one before.
bool Applicant::noteCode()
{
    if (m_isSent)
        return fail(QStringLiteral("what was sent comes back as not sent"));
    m_hasPressedSend = false;
    if (m_dice.once(8))
        m_surroundings.cutOff();
    const QString code = read(QStringLiteral("resumeCode.code")).toString();
    if (m_kiosk.isKilled() || code.isEmpty())
        return fail(QStringLiteral("no code is shown"));
    m_code = code;
    return press(primary);
}

/// Takes the value that is shown for true when it may be, and knows it from then on.
bool Applicant::hold(const QString &ref, const QString &shown)
{
    const QStringList may = m_unsure.take(ref);
    const QString kept = m_kept.value(ref);
    tell(QStringLiteral("sees %1 '%2'").arg(ref, shown));
    if (shown != kept && !may.contains(shown))
        return fail(QStringLiteral("%1 is '%2' and was '%3'").arg(ref, shown, kept));
    m_missing += !may.isEmpty() && shown != may.constLast() ? 1 : 0;
    m_kept.insert(ref, shown);
    return true;
}

bool Applicant::answerPage()
{
    const QString place = read(QStringLiteral("place")).toString();
    const QList<QJsonObject> fields = rows(QStringLiteral("question.fields"), QStringLiteral("field"));
    if (m_kiosk.isKilled() || fields.isEmpty())
        return fail(QStringLiteral("a page without a question"));
    for (const QJsonObject &field : fields)
        if (!hold(textOf(field, "ref"), textOf(field, "value")))
            return false;
    // The pages before hold answers too.
    if (!std::exchange(m_hasLookedBack, true) && fields.size() == 1)
        return press(QStringLiteral("backAction"));
    for (const QJsonObject &field : fields) {
        const bool mustBe = textOf(field, "value").isEmpty();
        if ((mustBe || m_dice.once(2)) && !answer(field))
            return false;
    }
    if (!press(primary))
        return false;
    return read(QStringLiteral("place")).toString() != place ||
           fail(QStringLiteral("the page does not go on"));
}

bool Applicant::answer(const QJsonObject &field)
{
    const bool isChoice =
        !field.value(QLatin1String("options")).toObject().value(QLatin1String("rows")).toArray().isEmpty();
    return isChoice ? choose(field) : write(field);
}

/// A choice is kept at once: the press has said so when it returns.
bool Applicant::choose(const QJsonObject &field)
{
    const QString ref = textOf(field, "ref");
    QStringList others;
    for (const QJsonValue &row :
         field.value(QLatin1String("options")).toObject().value(QLatin1String("rows")).toArray())
        others.append(textOf(row.toObject(), "value"));
    others.removeAll(m_kept.value(ref));
    const QString value = others.at(m_dice.below(static_cast<int>(others.size())));
    take(ref, value);
    return press(QStringLiteral("field:%1>option:%2").arg(textOf(field, "name"), value));
}

/// In two goes, so that half a word can be met too. No two values are ever alike.
bool Applicant::write(const QJsonObject &field)
{
    const QString ref = textOf(field, "ref");
    if (!press(QStringLiteral("field:") + textOf(field, "name")))
        return false;
    const QString half = m_name + QStringLiteral(" sana ");
    const QString whole = half + QString::number(++m_words);
    take(ref, QString());
    if (!m_kiosk.clearEntry())
        return fail(QStringLiteral("the entry cannot be emptied"));
    take(ref, half.trimmed());
    if (!type(half))
        return false;
    take(ref, whole);
    return type(whole.mid(half.size())) && (!m_dice.once(8) || ponder());
}

/// What nobody has typed at for more than two seconds is kept without a word from the page. The next press
/// would leave the field.
bool Applicant::ponder()
{
    tell(QStringLiteral("ponders"));
    QTest::qWait(ponderMilliseconds);
    (void)read(QStringLiteral("page"));
    if (m_kiosk.isKilled())
        return false;
    settle();
    m_surroundings.cutOff();
    return true;
}

bool Applicant::check()
{
    QStringList refs;
    for (const QJsonObject &row : rows(QStringLiteral("check"))) {
        const QString ref = textOf(row, "ref");
        if (!m_kept.contains(ref))
            continue;
        refs.append(ref);
        if (!hold(ref, textOf(row, "value")))
            return false;
    }
    const int conflicts = read(QStringLiteral("check.conflictCount")).toInt();
    if (m_kiosk.isKilled() || refs.size() != m_kept.size() || conflicts != 0)
        return fail(QStringLiteral("%1 of %2 answers on the check page, %3 of them in two ways")
                        .arg(refs.size())
                        .arg(m_kept.size())
                        .arg(conflicts));
    if (m_aim == Aim::SendNow || m_dice.once(4))
        return send();
    return press(QStringLiteral("change:") + refs.at(m_dice.below(static_cast<int>(refs.size()))));
}

bool Applicant::send()
{
    const auto declarations = rows(QStringLiteral("check.declarations"), QStringLiteral("field"));
    for (const QJsonObject &field : declarations)
        if (textOf(field, "value").isEmpty() && !press(QStringLiteral("field:") + textOf(field, "name")))
            return false;
    m_hasPressedSend = true;
    if (!press(primary))
        return false;
    if (m_dice.once(4))
        m_surroundings.cutOff();
    const int page = read(QStringLiteral("page")).toInt();
    return page == Receipt || fail(QStringLiteral("sending led to page %1").arg(page));
}

bool Applicant::readReceipt()
{
    const QString reference = read(QStringLiteral("receipt.reference")).toString();
    if (m_kiosk.isKilled() || reference.isEmpty() || !m_hasPressedSend)
        return fail(QStringLiteral("a receipt nobody asked for"));
    if (!m_reference.isEmpty() && reference != m_reference)
        return fail(QStringLiteral("sent as %1 and as %2").arg(m_reference, reference));
    m_reference = reference;
    m_isSent = true;
    const auto received = [this] { return read(QStringLiteral("receipt.received")).toBool(); };
    QElapsedTimer waited;
    waited.start();
    const int patience = m_dice.once(2) ? receiptMilliseconds : 0;
    while (!m_kiosk.isKilled() && !received() && !waited.hasExpired(patience))
        QTest::qWait(pollMilliseconds);
    if (!m_kiosk.isKilled() && received()) {
        ++m_receivedSeen;
        if (!m_surroundings.centreHas(m_reference))
            return fail(QStringLiteral("said to be received, and the centre does not have it"));
    }
    m_isDone = press(primary);
    return false;
}

} // namespace luotsi::e2e
