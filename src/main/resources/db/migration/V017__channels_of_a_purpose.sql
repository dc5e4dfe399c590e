-- Tells whether a purpose can be consented to by way of such a contact point. Calls go to numbers.
CREATE FUNCTION covers(channel text, email boolean, sms boolean, calls boolean) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE channel WHEN 'EMAIL' THEN email ELSE sms OR calls END;
