#pragma once

#include "Dice.h"
#include "LivingKiosk.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace luotsi::e2e {

/// A person with one application (forms/short) at a kiosk that may be killed under the hand. Remembers what
/// the screen has let them believe, and holds every page that is shown later against it: an answer whose
/// field was left, whose choice was pressed or whose page was gone on from stands with its last value; only
/// what was being typed at a kill may be there or not. Threading: the test's; waits keep the event loop
/// turning.
class Applicant
{
public:
    struct Surroundings
    {
        std::function<void()> beforePress;
        /// A moment at which a kill would show most: it comes now.
        std::function<void()> cutOff;
        /// Whether the centre holds a submission of that reference now.
        std::function<bool(const QString &)> centreHas;
    };
    enum class Aim { GoOn, SendNow };

    Applicant(LivingKiosk &kiosk, Dice &dice, Surroundings surroundings, QString name);

    /// Comes to the start screen and goes on until the session is over or the kiosk has been killed.
    void visit(Aim aim);

    /// The first promise that was not kept; empty while all are.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// What was done and shown lately, for whoever looks for the cause.
    [[nodiscard]] const QStringList &story() const { return m_story; }
    /// The application is sent, and the screen has said so.
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] const QString &reference() const { return m_reference; }
    /// By reference of the form.
    [[nodiscard]] const QMap<QString, QString> &answers() const { return m_kept; }
    /// Begun, but killed before the code was seen: nobody can come back to these.
    [[nodiscard]] int lostBeginnings() const { return m_lostBeginnings; }
    /// How often a page said that an answer is kept, and how often one that was being typed at a kill was
    /// not.
    [[nodiscard]] int acknowledged() const { return m_acknowledged; }
    [[nodiscard]] int missing() const { return m_missing; }
    [[nodiscard]] int receivedSeen() const { return m_receivedSeen; }

private:
    [[nodiscard]] bool enter();
    [[nodiscard]] bool step();
    [[nodiscard]] bool accept();
    [[nodiscard]] bool typeCode();
    [[nodiscard]] bool waitWhile(int page, const QString &errorPath);
    [[nodiscard]] bool noteCode();
    [[nodiscard]] bool answerPage();
    [[nodiscard]] bool check();
    [[nodiscard]] bool send();
    [[nodiscard]] bool readReceipt();

    [[nodiscard]] bool answer(const QJsonObject &field);
    [[nodiscard]] bool choose(const QJsonObject &field);
    [[nodiscard]] bool write(const QJsonObject &field);
    [[nodiscard]] bool ponder();
    [[nodiscard]] bool hold(const QString &ref, const QString &shown);
    void take(const QString &ref, const QString &value);
    void settle();

    [[nodiscard]] bool press(const QString &name);
    [[nodiscard]] bool type(const QString &text);
    [[nodiscard]] QJsonValue read(const QString &property);
    [[nodiscard]] QList<QJsonObject> rows(const QString &list, const QString &member = {});
    void tell(const QString &event);
    bool fail(const QString &problem);

    LivingKiosk &m_kiosk;
    Dice &m_dice;
    Surroundings m_surroundings;
    QString m_name;
    Aim m_aim = Aim::GoOn;
    QString m_code;
    QString m_reference;
    QString m_problem;
    QMap<QString, QString> m_kept;
    QMap<QString, QStringList> m_unsure; ///< since it was last acknowledged: any of these may be there
    QStringList m_inHand;                ///< those of `m_unsure` the next press leaves
    QElapsedTimer m_since;
    QStringList m_story; ///< what was done and shown, for whoever looks for the cause
    int m_words = 0;
    int m_lostBeginnings = 0;
    int m_acknowledged = 0;
    int m_missing = 0;
    int m_receivedSeen = 0;
    bool m_isBegun = false;
    bool m_hasLookedBack = false;
    bool m_hasPressedSend = false;
    bool m_isSent = false; ///< the screen has said so
    bool m_isDone = false;
};

} // namespace luotsi::e2e
